import { computed, effect, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Agent, InboxRow, OpenConversation } from '../protocol/agent.ts'
import type { ConversationId, Note, SeenMark, TranscriptEntry } from '../protocol/conversation.ts'
import type { RefusalCode } from '../protocol/refusals.ts'
import { createLog } from '../ui/log.ts'
import { createSeenTeller, lastWrittenBy } from '../ui/seen.ts'
import type { Freshness } from '../ui/log.ts'
import { createTranscript } from '../ui/transcript.ts'
import { createTypingWatch } from '../ui/typing.ts'
import type { AgentConnection } from './agent-connection.ts'
import type { Drafts, WriteTab } from './drafts.ts'
import { createOwnTexts } from './own-texts.ts'
import type { OwnText } from './own-texts.ts'
import type { ReadMarks } from './read-marks.ts'
import { createComposer } from './talk-composer.ts'
import { createDoor } from './talk-door.ts'
import { createMoves } from './talk-moves.ts'
import type { MoveRequest, Setback } from './talk-moves.ts'
import type { Unsent } from './unsent.ts'

export interface TalkModel {
  readonly id: ConversationId
  /** Null until the desk has told it. */
  readonly row: ReadonlySignal<InboxRow | null>
  readonly details: ReadonlySignal<OpenConversation | null>
  /** The desk refused to open it. */
  readonly refusal: ReadonlySignal<RefusalCode | null>
  readonly entries: ReadonlySignal<TranscriptEntry[]>
  readonly notes: ReadonlySignal<Note[]>
  readonly ownTexts: ReadonlySignal<OwnText[]>
  readonly freshness: ReadonlySignal<Freshness>
  readonly isWriting: ReadonlySignal<boolean>
  readonly isMine: ReadonlySignal<boolean>
  /** The last entry of agents that the visitor has seen; 0 with none. */
  readonly seenByVisitor: ReadonlySignal<number>
  /** What this agent had read when opening it; null if nothing. */
  readonly readHead: number | null

  readonly setback: ReadonlySignal<Setback | null>
  readonly moving: ReadonlySignal<MoveRequest | null>
  /** Resolves to whether it happened. A second press while it is on its way does nothing. */
  move(name: MoveRequest): Promise<boolean>

  readonly tab: ReadonlySignal<WriteTab>
  /** Counts the wishes to write: the composer takes the focus at each. */
  readonly focusWish: ReadonlySignal<number>
  readonly draft: ReadonlySignal<string>
  choose(tab: WriteTab): void
  /** Chooses the tab and asks for the focus. */
  write(tab: WriteTab): void
  type(text: string): void
  send(): void
  retry(own: OwnText): void
  remove(own: OwnText): void
  stop(): void
}

export interface TalkParts {
  connection: AgentConnection
  me: Agent
  /** The conversation as the inbox has it. */
  inboxRow: ReadonlySignal<InboxRow | undefined>
  unsent: Unsent
  drafts: Drafts
  readMarks: ReadMarks
  /** Whether somebody looks at it now. */
  isSeen: ReadonlySignal<boolean>
}

/** One open conversation. Opening joins its news first and reads after; each reconnect opens it again. */
export function createTalk(id: ConversationId, parts: TalkParts): TalkModel {
  const { connection, me, unsent, drafts, readMarks } = parts
  const readHead = readMarks.head(id)
  const door = createDoor(connection, id)
  const online = connection.state
  const seenByVisitor = signal(0)
  const noteSeen = (seen: SeenMark | undefined) => {
    if (seen && seen.sequence > seenByVisitor.peek()) seenByVisitor.value = seen.sequence
  }

  const transcript = createTranscript({
    online,
    async since(after) {
      const opened = await door.open('transcript')
      if (opened?.ok === false) return opened
      const reply =
        opened && isOfUse(opened.data.entries, opened.data.head, after)
          ? opened
          : await connection.ask('transcript:since', { conversationId: id, after })
      if (reply.ok) noteSeen(reply.data.seen)
      return reply
    },
  })
  const notes = createLog<Note>({
    online,
    async since(after) {
      const opened = await door.open('notes')
      if (opened?.ok === false) return opened
      const reply =
        opened && isOfUse(opened.data.notes, opened.data.noteHead, after)
          ? opened
          : await connection.ask('notes:since', { conversationId: id, after })
      return reply.ok ? { ok: true, data: { lines: reply.data.notes, head: reply.data.noteHead } } : reply
    },
  })

  void transcript.compare()
  void notes.compare()

  /** It was deleted while it was open: what stands there is taken away, and nothing asks for it any more. */
  const isGone = signal(false)
  function takeAway(): void {
    isGone.value = true
    transcript.stop()
    notes.stop()
  }

  const row = computed(() => {
    if (isGone.value) return null
    const known = parts.inboxRow.value ?? door.details.value?.row
    return known ? afterLastMove(known, transcript.entries.value) : null
  })
  const isMine = computed(() => row.value?.status === 'agent' && row.value.agent?.id === me.id)
  const writing = createTypingWatch<true>()
  // The desk does not push one's own words back: the acknowledgement says where they stand.
  const own = createOwnTexts(id, unsent, transcript.entries, notes.lines, (tab, item, { sequence, at }) => {
    const { messageId, text } = item
    const face = { id: me.id, name: me.name }
    if (tab === 'note') notes.receive([{ sequence, id: messageId, at, by: face, text }])
    else {
      const by = { who: 'agent', agent: face } as const
      transcript.receive([{ kind: 'message', sequence, id: messageId, at, by, text }])
    }
  })
  const standing = computed(() => `${row.value?.status} ${row.value?.agent?.id}`)
  const { stopMoves, ...moves } = createMoves(id, connection, standing)
  const seenTeller = createSeenTeller(online, (sequence) =>
    connection.tell('seen:set', { conversationId: id, sequence }),
  )
  const composer = createComposer(id, connection, drafts, own, isMine)

  const stops = [
    connection.on('inbox:changed', ({ removed }) => {
      if (removed?.includes(id)) takeAway()
    }),
    connection.on('transcript:grew', (news) => {
      if (news.conversationId !== id) return
      transcript.receive(news.entries)
      if (news.entries.some((entry) => entry.by.who === 'visitor')) writing.saw(null)
    }),
    connection.on('notes:grew', (news) => {
      if (news.conversationId === id) notes.receive(news.notes)
    }),
    connection.on('typing:changed', (news) => {
      if (news.conversationId === id) writing.saw(news.typing || null)
    }),
    connection.on('seen:changed', (news) => {
      if (news.conversationId === id) noteSeen(news.seen)
    }),
    effect(() => {
      if (!parts.isSeen.value || transcript.head.value === 0) return
      readMarks.mark(id, transcript.head.value)
      seenTeller.saw(lastWrittenBy(transcript.entries.value, 'visitor'))
    }),
  ]

  return {
    id,
    row,
    details: door.details,
    refusal: computed(() => (isGone.value ? 'not-found' : door.refusal.value)),
    entries: transcript.entries,
    notes: notes.lines,
    ownTexts: own.texts,
    freshness: computed(() => worse(transcript.freshness.value, notes.freshness.value)),
    isWriting: computed(() => writing.who.value === true),
    isMine,
    seenByVisitor,
    readHead,
    ...moves,
    ...composer,
    stop() {
      for (const stop of stops) stop()
      transcript.stop()
      notes.stop()
      door.leave()
      stopMoves()
      composer.stop()
      seenTeller.stop()
      own.stop()
    },
  }
}

/** Opening always brings the first page of a log: of no use to who has all of it while there is more. */
function isOfUse(page: { sequence: number }[], head: number, after: number): boolean {
  return head <= after || (page.at(-1)?.sequence ?? 0) > after
}

/** The transcript may be ahead of the inbox: the later of the two tells the status. */
function afterLastMove(row: InboxRow, entries: TranscriptEntry[]): InboxRow {
  const last = entries.findLast((entry) => entry.kind === 'move')
  if (last?.kind !== 'move' || last.at <= row.since) return row
  const { status, at: since } = last
  return { ...row, status, since, agent: status === 'agent' ? (last.agent ?? row.agent) : null }
}

function worse(a: Freshness, b: Freshness): Freshness {
  if (a === 'stale' || b === 'stale') return 'stale'
  return a === 'behind' || b === 'behind' ? 'behind' : 'current'
}
