import { computed, signal } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { AgentFace, ConversationId, ShownEntry } from '../protocol/conversation.ts'
import type { RefusalCode } from '../protocol/refusals.ts'
import type {
  ConversationStart,
  DeskState,
  Hello,
  Place,
  PublicSite,
  VisitorNews,
  VisitorRequests,
  VisitorSignals,
  Welcome,
} from '../protocol/visitor.ts'
import { backOffMs } from '../ui/back-off.ts'
import type { Connection, ConnectionState } from '../ui/connection.ts'
import type { Freshness } from '../ui/log.ts'
import { createTranscript } from '../ui/transcript.ts'
import type { Transcript } from '../ui/transcript.ts'
import { createTypingWatch } from '../ui/typing.ts'
import { standingOf } from './standing.ts'

export type VisitorConnection = Connection<VisitorRequests, VisitorSignals, VisitorNews>

/** What this page knows from the desk: the site, who is in, and one conversation, kept up to date. */
export interface Session {
  readonly site: ReadonlySignal<PublicSite | null>
  readonly desk: ReadonlySignal<DeskState | null>
  /** As it was last heard, or read again. */
  readonly place: Signal<Place | null>
  readonly conversationId: ReadonlySignal<ConversationId | null>
  /** As the desk's last welcome told it: older than `entries`. */
  readonly start: ReadonlySignal<ConversationStart | null>
  readonly entries: ReadonlySignal<ShownEntry[]>
  readonly freshness: ReadonlySignal<Freshness>
  readonly writing: ReadonlySignal<AgentFace | null>
  /** As the connection, but online only after the desk has answered the hello. */
  readonly ready: ReadonlySignal<ConnectionState>
  readonly refused: ReadonlySignal<RefusalCode | null>
  /** The transcript of this conversation, which is from now on the one of this page. */
  adopt(id: ConversationId): Transcript
  /** The conversation that goes on; null where the desk shall find or begin one. */
  openId(): ConversationId | null
  /** Leaves the conversation behind; the next message begins or finds another. */
  forget(): void
  stop(): void
}

/** `remembered`: what the page before this one showed; the desk is asked for it, even when it has ended. */
export function openSession(
  connection: VisitorConnection,
  about: () => Omit<Hello, 'conversationId' | 'after'>,
  remembered: ConversationId | null,
): Session {
  const site = signal<PublicSite | null>(null)
  const desk = signal<DeskState | null>(null)
  const place = signal<Place | null>(null)
  const start = signal<ConversationStart | null>(null)
  const refused = signal<RefusalCode | null>(null)
  const shown = signal<{ id: ConversationId; transcript: Transcript } | null>(null)
  const typing = createTypingWatch<AgentFace>()
  const greeted = signal(false)
  const ready = computed<ConnectionState>(() =>
    connection.state.value === 'online' && !greeted.value ? 'connecting' : connection.state.value,
  )
  let greeting = 0

  async function greet(attempt = 0): Promise<void> {
    const mine = ++greeting
    greeted.value = false
    refused.value = null
    const reply = await connection.ask('desk:hello', {
      conversationId: shown.peek()?.id ?? remembered,
      after: shown.peek()?.transcript.head.peek() ?? 0,
      ...about(),
    })
    if (mine !== greeting) return
    if (reply.ok) welcome(reply.data)
    else if (connection.state.peek() === 'online')
      setTimeout(() => {
        if (mine === greeting && connection.state.peek() === 'online') void greet(attempt + 1)
      }, backOffMs(attempt))
  }

  function welcome(data: Welcome): void {
    site.value = data.site
    desk.value = data.desk
    start.value = data.conversation
    if (data.conversation) {
      const transcript = adopt(data.conversation.id)
      transcript.receive(data.conversation.entries)
      void transcript.compare(data.conversation.head) // Its failures show as freshness.
    } else {
      forget()
    }
    place.value = data.place
    greeted.value = true
  }

  function adopt(id: ConversationId): Transcript {
    const known = shown.peek()
    if (known?.id === id) return known.transcript
    known?.transcript.stop()
    const transcript = createTranscript({
      since: (after) => connection.ask('transcript:since', { conversationId: id, after }),
      online: ready,
    })
    shown.value = { id, transcript }
    place.value = null
    return transcript
  }

  function forget(): void {
    remembered = null
    shown.peek()?.transcript.stop()
    shown.value = null
    place.value = null
    typing.saw(null)
  }

  function openId(): ConversationId | null {
    const own = shown.peek()
    return own && standingOf(own.transcript.entries.peek()).status !== 'closed' ? own.id : null
  }

  /** Another tab's conversation is taken over unless this page is in the middle of its own. */
  function isOurs(id: ConversationId): boolean {
    return id === shown.peek()?.id || !openId()
  }

  const stops = [
    connection.onConnect(() => void greet()), // Never rejects; it tries again by itself.
    connection.onRefused((code) => (refused.value = code)),
    connection.on('transcript:grew', (news) => {
      if (!isOurs(news.conversationId)) return
      adopt(news.conversationId).receive(news.entries)
      if (news.entries.some((entry) => entry.by.who === 'agent')) typing.saw(null)
    }),
    connection.on('place:changed', (news) => {
      if (news.conversationId === shown.peek()?.id) place.value = news.place
    }),
    connection.on('desk:changed', (news) => (desk.value = news)),
    connection.on('site:changed', (news) => (site.value = news)),
    connection.on('typing:changed', (news) => {
      if (news.conversationId === shown.peek()?.id) typing.saw(news.typing ? news.agent : null)
    }),
  ]

  return {
    site,
    desk,
    place,
    start,
    conversationId: computed(() => shown.value?.id ?? null),
    entries: computed(() => shown.value?.transcript.entries.value ?? []),
    freshness: computed(() => shown.value?.transcript.freshness.value ?? 'current'),
    writing: typing.who,
    ready,
    refused,
    adopt,
    openId,
    forget,
    stop() {
      greeting++
      for (const stop of stops) stop()
      shown.peek()?.transcript.stop()
    },
  }
}
