import { IconMail, IconUser } from '../ui/icons.tsx'
import { opening } from './Availability.tsx'
import { useChat } from './chat-context.ts'

/** The way to a person, with the honest wait beside it. */
export function PersonButton() {
  const { chat, t } = useChat()
  const desk = chat.desk.value
  const away = desk?.agents.length === 0
  const opensAt = desk && opening(desk)
  const when = away
    ? opensAt && t.replyOn(Date.now(), opensAt)
    : desk?.usualWaitMs && t.about(desk.usualWaitMs)
  return (
    <button
      type="button"
      class="button button--primary button--touch button--wide person-button"
      onClick={() => void chat.requestPerson()}
    >
      {away ? <IconMail /> : <IconUser />}
      {away ? t.writeToPerson : t.talkToPerson}
      {when && <span class="person-button__when">{when}</span>}
    </button>
  )
}
