import type { Agent, InboxRow } from '../../protocol/agent.ts'
import type { Message, Party } from '../../protocol/conversation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { LinkedText } from '../../ui/linked-text.tsx'
import { clockTime } from '../../ui/time.ts'
import { VisitorAvatar } from '../inbox/VisitorAvatar.tsx'
import { useLocale } from '../locale.ts'
import { AssistantSaid } from './AssistantSaid.tsx'
import { Said } from './Said.tsx'

interface TurnLineProps {
  by: Party
  messages: Message[]
  row: InboxRow
  me: Agent
  /** By the visitor: said with the last turn of agents only. */
  isSeen: boolean
}

/** What one person wrote, one message below the other. */
export function TurnLine({ by, messages, row, me, isSeen }: TurnLineProps) {
  const { t, language } = useLocale()
  const at = messages[0]?.at ?? 0
  const time = clockTime(at, language)
  const texts = messages.map((message) => (
    <p class="said__text" key={message.id} dir="auto" title={clockTime(message.at, language)}>
      <LinkedText text={message.text} />
      {message.faqId && <span class="said__mark">{t.picked}</span>}
    </p>
  ))
  if (by.who === 'agent') {
    const isMe = by.agent.id === me.id
    return (
      <Said
        kind="mine"
        avatar={<Avatar name={by.agent.name} id={by.agent.id} />}
        name={isMe ? t.you : by.agent.name}
        meta={
          // Not worth an interruption: it stands there for who looks.
          <span aria-live="off">{isSeen ? t.seen(time) : time}</span>
        }
      >
        {texts}
      </Said>
    )
  }
  if (by.who === 'visitor')
    return (
      <Said avatar={<VisitorAvatar row={row} />} name={row.email ?? t.visitor} meta={time}>
        {texts}
      </Said>
    )
  return <AssistantSaid at={at}>{texts}</AssistantSaid>
}
