import { IconMail, IconUser } from '../ui/icons.tsx'
import { opening } from './Availability.tsx'
import { useChat } from './chat-context.ts'

/** The way to a person, with the honest wait beside it. `begun`: what stands in the search field, and comes along. */
export function PersonButton({ begun }: { begun?: string }) {
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
      onClick={() => {
        chat.draft.value ||= begun ?? ''
        void chat.requestPerson()
      }}
    >
      {away ? <IconMail /> : <IconUser />}
      {away ? t.writeToPerson : t.talkToPerson}
      {when && <span class="person-button__when">{when}</span>}
    </button>
  )
}
