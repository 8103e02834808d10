import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { languageOf } from '../ui/strings.ts'
import type { WidgetStrings } from '../ui/strings.ts'
import { Banners } from './Banners.tsx'
import { ChatContext } from './chat-context.ts'
import type { Chat } from './chat-model.ts'
import { SiteHeader } from './Header.tsx'
import { Home } from './Home.tsx'
import { Conversation } from './Conversation.tsx'
import type { Missed } from './missed.ts'
import { Attention, EmailForm } from './parts.tsx'

export interface ChatPanelProps {
  chat: Chat
  strings: ReadonlySignal<WidgetStrings>
  /** The panel fills the screen. */
  isFull: ReadonlySignal<boolean>
  open: () => void
  close: () => void
  wear: (styles: string) => void
  missed: Missed
}

export function ChatPanel(props: ChatPanelProps) {
  const { chat, close, wear, missed } = props
  const t = props.strings.value
  return (
    <ChatContext.Provider value={{ chat, t, close, wear }}>
      <div class="desk" lang={t.language} dir={languageOf(t.language).dir}>
        {chat.open.value && <Dialog {...props} />}
        {missed.any.value && <Attention {...missed} open={props.open} />}
      </div>
    </ChatContext.Provider>
  )
}

function Dialog({ chat, strings, isFull }: ChatPanelProps) {
  const t = strings.value
  const panel = useRef<HTMLDivElement>(null)
  const screen = chat.screen.value
  const hasField = screen !== 'conversation' || chat.standing.value.status !== 'closed'

  const wanted = chat.focusWanted.value
  useEffect(() => {
    // On a touch screen the field brings up the keyboard, which would cover half of what is new.
    const isTouch = matchMedia('(pointer: coarse)').matches
    const field =
      isTouch && !wanted.toWrite ? null : panel.current?.querySelector<HTMLElement>('[data-autofocus]')
    ;(field ?? panel.current)?.focus()
  }, [screen, hasField, wanted])

  return (
    <div
      ref={panel}
      class="panel"
      role="dialog"
      aria-label={chat.site.value ? t.panel(chat.site.value.name) : t.chat}
      aria-modal={isFull.value}
      tabIndex={-1}
    >
      {screen === 'home' ? (
        <Home />
      ) : screen === 'email' ? (
        <>
          <SiteHeader />
          <Banners />
          <EmailForm />
        </>
      ) : (
        <Conversation />
      )}
    </div>
  )
}
