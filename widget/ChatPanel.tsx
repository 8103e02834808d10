import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { languageOf } from '../ui/strings.ts'
import type { WidgetStrings } from '../ui/strings.ts'
import { ChatContext } from './chat-context.ts'
import type { Chat } from './chat-model.ts'
import { Conversation } from './Conversation.tsx'
import { EmailForm } from './EmailForm.tsx'
import { Home } from './Home.tsx'
import { Preview } from './Preview.tsx'

export interface ChatPanelProps {
  chat: Chat
  strings: ReadonlySignal<WidgetStrings>
  /** The panel fills the screen. */
  isFull: ReadonlySignal<boolean>
  open: () => void
  close: () => void
}

export function ChatPanel(props: ChatPanelProps) {
  const { chat, close } = props
  const t = props.strings.value
  return (
    <ChatContext.Provider value={{ chat, t, close }}>
      <div class="desk" lang={t.language} dir={languageOf(t.language).dir}>
        {chat.open.value ? <Dialog {...props} /> : <Preview open={props.open} />}
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
      {screen === 'home' && <Home />}
      {screen === 'conversation' && <Conversation />}
      {screen === 'email' && <EmailForm />}
    </div>
  )
}
