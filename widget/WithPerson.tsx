import { computed, effect, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Instant } from '../protocol/conversation.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconSent, icon } from '../ui/icons.tsx'
import { createSeenTeller, lastWrittenBy } from '../ui/seen.ts'
import { personEn } from '../ui/strings/person-en.ts'
import people from '../ui/people.css?inline'
import type { SeenMark } from '../protocol/conversation.ts'
import type { Chat } from './chat-model.ts'
import { useChat } from './chat-context.ts'
import type { Part } from './later.tsx'
import person from './person.css?inline'

const IconSeen = /* @__PURE__ */ icon('M18 6 7 17l-5-5M22 10l-7.5 7.5L13 16')

/** How far a person has seen what the visitor wrote, by conversation, for as long as the page lives. */
const seenMarks = signal<ReadonlyMap<string, SeenMark>>(new Map())

/** Under the visitor's last own turn: that it was sent, then that a person has seen it. */
function OwnMark({ sequence, at }: { sequence: number; at: Instant }) {
  const { chat, t } = useChat()
  const words = t.person ?? personEn
  const seen = seenMarks.value.get(chat.conversationId.value ?? '')
  const isSeen = seen && seen.sequence >= sequence
  // Not worth an interruption: it stands there for who looks.
  return (
    <div class="turn__meta" aria-live="off">
      {isSeen ? <IconSeen /> : <IconSent />}
      {isSeen ? words.seen(seen.at) : words.sent(at)}
    </div>
  )
}

/** There while people take part: shows who writes, and tells both sides how far the other has seen. */
function OtherSide() {
  const { chat, t } = useChat()
  const words = t.person ?? personEn
  const writer = chat.writing.value
  useEffect(() => watchSeen(chat), [chat])
  if (!writer || chat.standing.value.status !== 'agent') return null
  return (
    <div class="turn turn--agent">
      <Avatar {...writer} />
      <div class="bubble bubble--typing">
        <span class="typing" role="img" aria-label={words.isWriting(writer.name)}>
          <i />
          <i />
          <i />
        </span>
      </div>
    </div>
  )
}

function watchSeen(chat: Chat): () => void {
  const { connection, conversationId, start } = chat
  const take = (id: string, seen: SeenMark | undefined) => {
    if (seen && seen.sequence > (seenMarks.peek().get(id)?.sequence ?? 0))
      seenMarks.value = new Map(seenMarks.peek()).set(id, seen)
  }
  /** What was told while nothing here listened, as with the panel closed. Refused: the next news says as much. */
  async function askOnce(id: string): Promise<void> {
    const after = chat.entries.peek().length
    const reply = await connection.ask('transcript:since', { conversationId: id, after })
    if (reply.ok) take(id, reply.data.seen)
  }
  const stops = [
    connection.on('seen:changed', (news) => take(news.conversationId, news.seen)),
    effect(() => {
      if (start.value) take(start.value.id, start.value.seen)
    }),
    effect(() => tellSeen(chat, conversationId.value)),
  ]
  const shown = conversationId.peek()
  if (shown) void askOnce(shown)
  return () => {
    for (const stop of stops) stop()
  }
}

/** The visitor has seen what is before the first unread message of an agent. */
function tellSeen({ connection, ready, entries, unread }: Chat, id: string | null): (() => void) | void {
  if (!id) return
  const teller = createSeenTeller(ready, (sequence) =>
    connection.tell('seen:set', { conversationId: id, sequence }),
  )
  const seen = computed(() => {
    const firstUnread = unread.value[0]?.sequence ?? Infinity
    return lastWrittenBy(
      entries.value.filter(({ sequence }) => sequence < firstUnread),
      'agent',
    )
  })
  const stop = effect(() => teller.saw(seen.value))
  return () => {
    stop()
    teller.stop()
  }
}

export const ownMark: Part<{ sequence: number; at: Instant }> = { Show: OwnMark, styles: '' }
export const otherSide: Part<object> = { Show: OtherSide, styles: people + person }
