import { computed, effect, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Agent, InboxRow } from '../protocol/agent.ts'
import type { ConversationId } from '../protocol/conversation.ts'
import type { ConnectionState } from '../ui/connection.ts'
import type { SafeStorage } from '../ui/storage.ts'
import {
  areOpinionsInAddress,
  conversationInAddress,
  onAddressChanged,
  showInAddress,
  showOpinionsInAddress,
} from './address.ts'
import { watchSession } from './agent-connection.ts'
import type { AgentConnection } from './agent-connection.ts'
import { createBell } from './bell.ts'
import { createClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { createDrafts } from './drafts.ts'
import type { EarlierModel } from './earlier-model.ts'
import { createInbox } from './inbox-model.ts'
import { isMine, sectionNames, sectionsOf, startOfDay } from './inbox-sections.ts'
import type { Sections } from './inbox-sections.ts'
import { createOpinions } from './opinions-model.ts'
import type { OpinionsModel } from './opinions-model.ts'
import { createPreferences } from './preferences.ts'
import type { Preferences } from './preferences.ts'
import { createReadMarks } from './read-marks.ts'
import { createTalk } from './talk-model.ts'
import type { TalkModel } from './talk-model.ts'
import { createUnsent } from './unsent.ts'
import { createWelcome } from './welcome-model.ts'

export interface ConsoleModel {
  readonly me: Agent
  readonly siteName: string
  readonly connection: ReadonlySignal<ConnectionState>
  /** The desk's welcome has come, so the list is known. */
  readonly isReady: ReadonlySignal<boolean>
  readonly clock: Clock
  readonly waitGoalMs: ReadonlySignal<number>
  /** What was closed before today is in them once somebody asks for it. */
  readonly sections: ReadonlySignal<Sections>
  readonly earlier: EarlierModel
  /** Connected, but the list cannot be brought up to date: the screen must say so. */
  readonly isListStale: ReadonlySignal<boolean>
  readonly isAvailable: ReadonlySignal<boolean>
  readonly preferences: Preferences
  /** The open conversation. */
  readonly talk: ReadonlySignal<TalkModel | null>
  readonly page: ReadonlySignal<'inbox' | 'opinions'>
  readonly opinions: OpinionsModel

  /** New entries in a row of one's own; null: some, number not known. */
  unread: (row: InboxRow) => number | null
  hasFailed: (id: ConversationId) => boolean
  open: (id: ConversationId) => void
  /** The page of praise and complaints. */
  showOpinions: () => void
  /** Back to the list. */
  leave: () => void
  /** Opens the next (1) or previous (-1) row of the list; the first of one's own when none is open. */
  step: (by: 1 | -1) => void
  /** Takes the open conversation if it waits, else who is next in line. */
  takeNext: () => Promise<void>
  setAvailable: (available: boolean) => void
  stop: () => void
}

export interface ConsoleParts {
  me: Agent
  siteName: string
  connection: AgentConnection
  storage: SafeStorage
  /** The desk no longer knows the session. */
  onEnded: () => void
}

/** Everything of a signed-in agent: the connection, the list, the open conversation, being there or away. */
export function createConsole(parts: ConsoleParts): ConsoleModel {
  const { me, storage } = parts
  const connection = watchSession(parts.connection, parts.onEnded)
  const clock = createClock()
  const inbox = createInbox(connection)
  const unsent = createUnsent(connection, storage, me.id)
  const drafts = createDrafts(storage, me.id)
  const readMarks = createReadMarks(storage, me.id)
  const preferences = createPreferences(storage)
  const bell = createBell(preferences.sound)
  const welcome = createWelcome(connection, me, { clock, inbox })

  const talk = signal<TalkModel | null>(null)
  const page = signal<'inbox' | 'opinions'>(areOpinionsInAddress() ? 'opinions' : 'inbox')
  const isVisible = signal(!document.hidden)
  // Sections move with the day, not with each second.
  const today = computed(() => startOfDay(clock.now.value))
  const all = computed(() => sectionsOf(inbox.rows.value.values(), me.id, today.value))
  const isEarlierHidden = computed(() => !inbox.earlier.isShown.value && all.value.closedEarlier.length > 0)
  const sections = computed(() => (isEarlierHidden.value ? { ...all.value, closedEarlier: [] } : all.value))

  function show(id: ConversationId | null): void {
    page.value = 'inbox'
    if (id === (talk.peek()?.id ?? null)) return showInAddress(id)
    openTalk(id)
    showInAddress(id)
  }

  function openTalk(id: ConversationId | null): void {
    talk.peek()?.stop()
    talk.value = id
      ? createTalk(id, {
          connection,
          me,
          unsent,
          drafts,
          readMarks,
          inboxRow: computed(() => inbox.rows.value.get(id)),
          isSeen: isVisible,
        })
      : null
  }

  function showOpinions(): void {
    if (talk.peek()) openTalk(null)
    page.value = 'opinions'
    showOpinionsInAddress()
  }

  function step(by: 1 | -1): void {
    const ids = sectionNames.flatMap((name) => sections.peek()[name].map((row) => row.id))
    const current = talk.peek()?.id
    const at = current === undefined ? -1 : ids.indexOf(current)
    const next = at < 0 ? (sections.peek().mine[0]?.id ?? ids[0]) : ids[at + by]
    if (next) show(next)
  }

  async function takeNext(): Promise<void> {
    const id =
      talk.peek()?.row.peek()?.status === 'waiting' ? talk.peek()?.id : sections.peek().waiting[0]?.id
    if (!id) return
    show(id)
    const taken = talk.peek()
    if (await taken?.move('take')) taken?.write('reply')
  }

  const isLookedAt = (row: InboxRow) => isVisible.peek() && talk.peek()?.id === row.id
  const onVisibility = () => (isVisible.value = !document.hidden)
  document.addEventListener('visibilitychange', onVisibility)
  const stops = [
    inbox.onJoined(() => bell.ring()),
    inbox.onChanged((row, before) => {
      if (isMine(row, me.id) && row.head > before.head && row.last?.by.who === 'visitor' && !isLookedAt(row))
        bell.knock()
    }),
    onAddressChanged((id) => (areOpinionsInAddress() ? showOpinions() : show(id))),
    // A wrong address, or a conversation that is gone, leaves the list.
    effect(() => {
      if (talk.value?.refusal.value === 'not-found' && !talk.value.row.value) showInAddress(null)
    }),
  ]

  const named = conversationInAddress()
  if (named) show(named)

  return {
    me,
    siteName: parts.siteName,
    connection: connection.state,
    isReady: welcome.hasCome,
    clock,
    waitGoalMs: welcome.waitGoalMs,
    sections,
    earlier: {
      ...inbox.earlier,
      hasMore: computed(() => inbox.earlier.hasMore.value || isEarlierHidden.value),
    },
    isListStale: computed(
      () => connection.state.value === 'online' && (welcome.isOverdue.value || inbox.stale.value),
    ),
    isAvailable: welcome.isAvailable,
    preferences,
    talk,
    page,
    opinions: createOpinions(connection),
    unread: (row) => (isVisible.value && talk.value?.id === row.id ? 0 : readMarks.unread(row)),
    hasFailed: unsent.hasFailed,
    open: show,
    showOpinions,
    leave: () => show(null),
    step,
    takeNext,
    setAvailable: welcome.setAvailable,
    stop() {
      document.removeEventListener('visibilitychange', onVisibility)
      welcome.stop()
      for (const stop of stops) stop()
      talk.peek()?.stop()
      inbox.stop()
      unsent.stop()
      bell.stop()
      clock.stop()
      parts.connection.close()
    },
  }
}
