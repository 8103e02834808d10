import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { AssistantAvatar, Avatar } from '../ui/avatar.tsx'
import { IconBack, IconClose, IconMore } from '../ui/icons.tsx'
import { Faces, whenBack } from './Availability.tsx'
import { useChat } from './chat-context.ts'
import { MoreMenu } from './parts.tsx'

const faceSize = 36

/** Who the visitor is talking to now. */
export function Header() {
  const { chat, t } = useChat()
  const { status, agent } = chat.standing.value
  if (status === 'waiting' || chat.busy.value.has('person')) return <SiteHeader />
  if (agent && status !== 'bot') {
    const isHere = status === 'agent' && chat.desk.value?.agents.some(({ id }) => id === agent.id)
    return (
      <HeaderBar
        face={<Avatar {...agent} size={faceSize} {...(isHere ? { presence: 'available' } : {})} />}
        name={agent.name}
      >
        <bdi>{chat.site.value?.name}</bdi>
      </HeaderBar>
    )
  }
  return (
    <HeaderBar face={<AssistantAvatar size={faceSize} />} name={t.assistant}>
      {t.fromFaq}
    </HeaderBar>
  )
}

/** The site itself: while nobody in particular answers yet. */
export function SiteHeader() {
  const { chat, t } = useChat()
  const desk = chat.desk.value
  const agents = desk?.agents ?? []
  return (
    <HeaderBar face={agents.length > 0 && <Faces agents={agents} />} name={chat.site.value?.name ?? ''}>
      {agents.length > 0 ? (
        t.answering(agents.map((agent) => agent.name))
      ) : (
        <>
          <span class="dot dot--away" />
          {desk && whenBack(desk, t)}
        </>
      )}
    </HeaderBar>
  )
}

function HeaderBar(props: { face: ComponentChildren; name: string; children: ComponentChildren }) {
  const { chat, t, close } = useChat()
  return (
    <div class="header">
      <button
        type="button"
        class="icon-button"
        aria-label={t.back}
        onClick={() => (chat.screen.value = 'home')}
      >
        <IconBack turns />
      </button>
      <div class="header__who">
        {props.face}
        <div class="header__text">
          <h1 class="header__name">
            <bdi>{props.name}</bdi>
          </h1>
          <div class="header__sub">{props.children}</div>
        </div>
      </div>
      {chat.conversationId.value !== null && chat.standing.value.status !== 'closed' && <More />}
      <button type="button" class="icon-button" aria-label={t.close} onClick={close}>
        <IconClose />
      </button>
    </div>
  )
}

function More() {
  const { t } = useChat()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  function close(): void {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label={t.more}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <IconMore />
      </button>
      {isOpen && <MoreMenu close={close} />}
    </>
  )
}
