import { useState } from 'preact/hooks'
import { Avatar, AssistantAvatar } from '../ui/avatar.tsx'
import { IconClose, IconNext } from '../ui/icons.tsx'
import { Faces, whenBack } from './Availability.tsx'
import { Banners } from './Banners.tsx'
import { useChat } from './chat-context.ts'
import { PersonButton } from './PersonButton.tsx'
import { SearchField, SearchResults, useSearch } from './Search.tsx'
import { lastSaid } from './standing.ts'
import { moveText } from './SystemLine.tsx'

/** The first screen: who is in, what is asked most, and the way to a person. */
export function Home() {
  const { chat, t, close } = useChat()
  const [typed, setTyped] = useState('')
  const search = useSearch(typed, setTyped)
  const site = chat.site.value
  return (
    <>
      <div class="home__top">
        <div class="home__bar">
          <span class="home__site">
            {site && (
              <>
                <span class="home__logo" aria-hidden="true">
                  {[...site.name][0]}
                </span>
                <bdi>{site.name}</bdi>
              </>
            )}
          </span>
          <button type="button" class="icon-button" aria-label={t.close} onClick={close}>
            <IconClose />
          </button>
        </div>
        <h1 class="home__greeting" dir="auto">
          {site ? site.greeting : !chat.refused.value && t.connecting}
        </h1>
        <WhoIsIn />
      </div>
      <SearchField search={search} />
      <div class="home__body">
        {search.shown ? (
          <SearchResults search={search} />
        ) : (
          <>
            <OwnConversation />
            <AskedMost />
          </>
        )}
      </div>
      <Banners />
      <div class="home__foot">
        <PersonButton begun={typed} />
      </div>
    </>
  )
}

function WhoIsIn() {
  const { chat, t } = useChat()
  const desk = chat.desk.value
  if (!desk) return <p class="home__availability" />
  const { agents, usualWaitMs } = desk
  return (
    <p class="home__availability">
      {agents.length > 0 ? <Faces agents={agents} small /> : <span class="dot dot--away" />}
      <span>
        {agents.length === 0
          ? whenBack(desk, t)
          : usualWaitMs === null
            ? t.areHere(agents.map((agent) => agent.name))
            : t.usualReply(usualWaitMs)}
      </span>
    </p>
  )
}

function OwnConversation() {
  const { chat, t } = useChat()
  if (!chat.hasConversation.value) return null
  const { status, agent } = chat.standing.value
  const person = status === 'agent' || status === 'closed' ? agent : null
  const unread = chat.unread.value.length
  const entries = chat.entries.value
  const end = status === 'closed' && !unread && entries.findLast((entry) => entry.kind === 'move')
  return (
    <>
      <h2 class="list__heading">{t.yourConversation}</h2>
      <ul>
        <li class="list__row">
          <button type="button" class="list__button" onClick={() => (chat.screen.value = 'conversation')}>
            {person ? <Avatar {...person} /> : <AssistantAvatar />}
            <span class="list__text">
              <bdi>{person?.name ?? (status === 'waiting' ? chat.site.value?.name : t.assistant)}</bdi>
              <span class="list__sub" dir="auto">
                {chat.outgoing.value.at(-1)?.text ?? (end ? moveText(end, t) : lastSaid(entries))}
              </span>
            </span>
            {unread > 0 && <span class="badge">{t.number(unread)}</span>}
          </button>
        </li>
      </ul>
    </>
  )
}

function AskedMost() {
  const { chat, t } = useChat()
  const questions = chat.site.value?.topQuestions ?? []
  if (questions.length === 0) return null
  return (
    <>
      <h2 class="list__heading">{t.askedMost}</h2>
      <ul>
        {questions.map(({ faqId, question }) => (
          <li key={faqId} class="list__row">
            <button type="button" class="list__button" onClick={() => chat.ask(question, faqId)}>
              <span class="list__text" dir="auto">
                {question}
              </span>
              <IconNext small turns />
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
