import { IconMail, IconUser } from '../ui/icons.tsx'
import { useChat } from './chat-context.ts'

/** The way to a person, with the honest wait beside it. */
export function PersonButton() {
  const { chat, t } = useChat()
  const desk = chat.desk.value
  const away = desk?.agents.length === 0
  const now = Date.now()
  const opensAt = desk?.opensAt && desk.opensAt > now ? desk.opensAt : null
  const when = away
    ? opensAt && t.replyOn(now, opensAt)
    : typeof desk?.usualWaitMs === 'number' && t.about(desk.usualWaitMs)
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
