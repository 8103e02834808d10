import type { AgentFace, Choice, Message } from '../protocol/conversation.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconClock, IconFailed } from '../ui/icons.tsx'
import { LinkedText } from '../ui/linked-text.tsx'
import type { Outgoing } from '../ui/outbox.ts'
import { useChat } from './chat-context.ts'
import { OwnMark } from './parts.tsx'

/** What the visitor said or picked. `isMarked`: it is the last, so it says when it was sent. */
export function OwnTurn({ entries, isMarked }: { entries: (Message | Choice)[]; isMarked: boolean }) {
  const { t } = useChat()
  const last = entries.at(-1)
  return (
    <div class="turn turn--mine">
      <span class="visually-hidden">{t.you}</span>
      {entries.map((entry) => (
        <div key={entry.id} class="bubble" dir="auto">
          {entry.kind === 'message' ? <LinkedText text={entry.text} /> : (entry.question ?? t.noneOfThese)}
          {entry.sequence === Infinity && <span class="visually-hidden">{t.onItsWay}</span>}
        </div>
      ))}
      {isMarked && last && last.sequence !== Infinity && <OwnMark {...last} />}
    </div>
  )
}

/** What is kept until there is a connection, or could not be sent. */
export function UnsentTurn({ item }: { item: Outgoing }) {
  const { chat, t } = useChat()
  const hasFailed = item.state === 'failed'
  return (
    <div class={`turn turn--mine ${hasFailed ? 'turn--failed' : 'turn--queued'}`}>
      <div class="bubble" dir="auto">
        <LinkedText text={item.text} />
      </div>
      {hasFailed ? (
        <div class="turn__meta">
          <IconFailed />
          {t.notSent}
          <button type="button" class="text-button" onClick={() => chat.retry(item.messageId)}>
            {t.tryAgain}
          </button>
          <button type="button" class="text-button" onClick={() => chat.remove(item.messageId)}>
            {t.delete}
          </button>
        </div>
      ) : (
        <div class="turn__meta">
          <IconClock />
          {t.willBeSent}
        </div>
      )}
    </div>
  )
}

export function AgentTurn({ agent, entries }: { agent: AgentFace; entries: Message[] }) {
  const { t } = useChat()
  const last = entries.at(-1)
  return (
    <div class="turn turn--agent">
      <Avatar {...agent} />
      <span class="visually-hidden">{agent.name}</span>
      {entries.map((entry) => (
        <div key={entry.id} class="bubble" dir="auto">
          <LinkedText text={entry.text} />
        </div>
      ))}
      {last && <div class="turn__meta">{t.time(last.at)}</div>}
    </div>
  )
}
