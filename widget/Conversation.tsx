import { IconUser } from '../ui/icons.tsx'
import { Banners } from './Banners.tsx'
import { useChat } from './chat-context.ts'
import { Composer } from './Composer.tsx'
import { Header } from './Header.tsx'
import { Log } from './Log.tsx'
import { Closing, PlaceInLine } from './parts.tsx'

export function Conversation() {
  const { chat, t } = useChat()
  const { status } = chat.standing.value
  const isWaiting = status === 'waiting' || (status === 'bot' && chat.busy.value.has('person'))
  // An offer at the end has the way to a person itself: one place on the screen.
  const offersPerson = chat.entries.value.at(-1)?.kind === 'offer'
  return (
    <>
      <Header />
      <Banners />
      {isWaiting && <PlaceInLine />}
      <Log />
      {status === 'bot' && !isWaiting && !offersPerson && (
        <div class="help">
          <span>{t.notWhatYouNeed}</span>
          <button type="button" class="help__button" onClick={() => void chat.requestPerson()}>
            <IconUser small />
            {t.talkToPerson}
          </button>
        </div>
      )}
      {status === 'closed' ? <Closing /> : <Composer />}
    </>
  )
}
