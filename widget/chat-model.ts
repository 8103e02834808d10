import { computed, effect, signal } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { ConversationId } from '../protocol/conversation.ts'
import type { Hello } from '../protocol/visitor.ts'
import type { Outgoing } from '../ui/outbox.ts'
import type { SafeStorage } from '../ui/storage.ts'
import { createTypingTeller } from '../ui/typing.ts'
import { createActs } from './acts.ts'
import { createConversationActs } from './conversation-acts.ts'
import type { ConversationActs } from './conversation-acts.ts'
import { createOwnMessages } from './own-messages.ts'
import { createReading } from './reading.ts'
import type { Reading } from './reading.ts'
import { openSession } from './session.ts'
import type { Session, VisitorConnection } from './session.ts'
import { standingOf } from './standing.ts'
import type { Standing } from './standing.ts'
import type { VisitorKey } from './visitor-key.ts'

export type Screen = 'home' | 'conversation' | 'email'

/** All that the panel shows and does. Components read the signals and call the actions. */
export interface Chat
  extends
    Pick<
      Session,
      | 'site'
      | 'desk'
      | 'place'
      | 'start'
      | 'conversationId'
      | 'entries'
      | 'freshness'
      | 'writing'
      | 'ready'
      | 'refused'
    >,
    Pick<ChatParts, 'connection'>,
    Pick<Reading, 'unread' | 'newFrom' | 'sawEnd'>,
    ConversationActs {
  readonly open: Signal<boolean>
  readonly screen: Signal<Screen>
  /** What stands in the message field, kept from screen to screen and from page to page. */
  readonly draft: Signal<string>
  readonly standing: ReadonlySignal<Standing>
  readonly hasConversation: ReadonlySignal<boolean>
  /** Own messages that are not in the transcript yet. */
  readonly outgoing: ReadonlySignal<Outgoing[]>
  /** Names of the acts under way, such as 'person' or 'rate-answer 4'. */
  readonly busy: ReadonlySignal<ReadonlySet<string>>
  /** Whether the conversation outlives this page. */
  readonly kept: boolean
  /** Who asks for the focus: set anew each time what had it goes away, or a field is to be written in. */
  readonly focusWanted: ReadonlySignal<{ toWrite: boolean }>
  ask(text: string, faqId?: string): void
  retry(messageId: string): void
  remove(messageId: string): void
  typed(): void
  wantFocus: (toWrite?: boolean) => void
  /** Whether a message that comes while nobody looks may be heard. Kept in this browser. */
  readonly sound: ReadonlySignal<boolean>
  toggleSound: () => void
  startAgain: () => void
  stop(): void
}

export interface ChatParts {
  connection: VisitorConnection
  storage: SafeStorage
  /** For what is begun and not sent. */
  drafts: SafeStorage
  key: VisitorKey
  /** The full name of something stored, for this server. */
  stored(name: string): string
  /** Whether the page is in view. */
  visible: ReadonlySignal<boolean>
  about: () => Omit<Hello, 'conversationId' | 'after'>
}

export function createChat(parts: ChatParts): Chat {
  const { connection, storage, drafts, key } = parts
  const shown = parts.stored('shown')
  const session = openSession(connection, parts.about, rememberedIn(storage, shown))
  const { conversationId, entries, ready } = session
  const acts = createActs(ready)
  const open = signal(false)
  const screen = signal<Screen>('home')
  const begun = parts.stored('draft')
  const draft = signal(drafts.get(begun) ?? '')
  const focusWanted = signal({ toWrite: false })
  const silence = parts.stored('silence')
  const sound = signal(storage.get(silence) === null)
  const standing = computed(() => standingOf(entries.value))
  const reading = createReading({
    conversationId,
    entries,
    looking: computed(() => open.value && screen.value === 'conversation' && parts.visible.value),
    storage,
    key: parts.stored('read'),
  })

  const own = createOwnMessages({
    key: parts.stored('outbox'),
    storage,
    session,
    send: ({ messageId, text, faqId }) =>
      connection.ask('message:send', {
        conversationId: session.openId(),
        messageId,
        text,
        ...(faqId ? { faqId } : {}),
      }),
  })
  const { outgoing } = own
  const hasConversation = computed(() => conversationId.value !== null || outgoing.value.length > 0)
  const stopRemembering = effect(() => {
    const id = conversationId.value
    const { status, rating } = standing.value
    const isOpen = hasConversation.value && status !== 'closed'
    const hasNews = isOpen || reading.unread.value.length > 0
    const mayKeep = storage.get(parts.stored('key')) === key.value
    // The loader reads this: only for an open conversation, or an unread one, is the panel fetched without a click.
    keep(parts.stored('open'), hasNews && mayKeep && '1')
    keep(shown, (hasNews || !rating) && mayKeep && id)
  })

  function keep(name: string, value: string | false | null): void {
    if (value) storage.set(name, value)
    else if (ready.value === 'online') storage.remove(name)
  }

  const stopDrafts = effect(() => {
    if (draft.value) drafts.set(begun, draft.value)
    else drafts.remove(begun)
  })

  const typing = createTypingTeller((isTyping) => {
    const id = conversationId.peek()
    const { status } = standing.peek()
    if (id && (status === 'agent' || status === 'waiting'))
      connection.tell('typing:set', { conversationId: id, typing: isTyping })
  })

  function wantFocus(toWrite = false): void {
    focusWanted.value = { toWrite }
  }

  /** From here on the visitor must be recognised: by the key of the tab that acted first. */
  function settleKey(changed = key.settle()): void {
    if (changed) connection.reconnect({ key: key.value })
  }
  /** Another tab may be the one that acts first: what is said there belongs here too, and what is read there is read. */
  const closed = new AbortController()
  window.addEventListener(
    'storage',
    () => {
      reading.follow()
      if (!session.openId()) settleKey(key.follow())
    },
    closed,
  )

  const deeds = createConversationActs({
    ...{ connection, session, acts, own, standing, screen, draft, settleKey, wantFocus },
  })

  return {
    connection,
    ...session,
    ...reading,
    ...deeds,
    open,
    screen,
    draft,
    standing,
    hasConversation,
    outgoing,
    busy: acts.busy,
    focusWanted,
    get kept() {
      return storage.kept
    },
    ask(text, faqId) {
      settleKey()
      typing.ended()
      reading.wrote()
      if (!session.openId()) session.forget()
      own.add(text, faqId)
      screen.value = 'conversation'
    },
    retry: (messageId) => own.retry(messageId),
    remove(messageId) {
      own.remove(messageId)
      wantFocus()
    },
    typed: () => typing.typed(),
    wantFocus,
    sound,
    toggleSound() {
      sound.value = !sound.peek()
      if (sound.peek()) storage.remove(silence)
      else storage.set(silence, '1')
    },
    startAgain() {
      session.forget()
      storage.remove(shown)
      screen.value = 'home'
    },
    stop() {
      acts.stop()
      stopRemembering()
      stopDrafts()
      own.stop()
      reading.stop()
      session.stop()
      closed.abort()
      connection.close()
    },
  }
}

/** Anything else would be refused, and so would the hello with it. */
function rememberedIn(storage: SafeStorage, name: string): ConversationId | null {
  const id = storage.get(name)
  return /^[\w-]{16,64}$/.test(id ?? '') ? id : null
}
