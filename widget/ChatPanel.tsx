import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { languageOf } from '../ui/strings.ts'
import type { WidgetStrings } from '../ui/strings.ts'
import { ChatContext } from './chat-context.ts'
import type { Chat } from './chat-model.ts'
import { Home } from './Home.tsx'
import type { Screens } from './lazy-screens.ts'

export interface ChatPanelProps {
  chat: Chat
  strings: ReadonlySignal<WidgetStrings>
  /** The panel fills the screen. */
  isFull: ReadonlySignal<boolean>
  open: () => void
  close: () => void
  /** What comes after home; until it is there, home stays. */
  screens: ReadonlySignal<Screens | null>
}

export function ChatPanel(props: ChatPanelProps) {
  const { chat, close } = props
  const t = props.strings.value
  const Preview = props.screens.value?.Preview
  return (
    <ChatContext.Provider value={{ chat, t, close }}>
      <div class="desk" lang={t.language} dir={languageOf(t.language).dir}>
        {chat.open.value ? <Dialog {...props} /> : Preview && <Preview open={props.open} />}
      </div>
    </ChatContext.Provider>
  )
}

function Dialog({ chat, strings, isFull, ...props }: ChatPanelProps) {
  const t = strings.value
  const screens = props.screens.value
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
  }, [screen, hasField, wanted, screens])

  return (
    <div
      ref={panel}
      class="panel"
      role="dialog"
      aria-label={chat.site.value ? t.panel(chat.site.value.name) : t.chat}
      aria-modal={isFull.value}
      tabIndex={-1}
    >
      {screen === 'home' || !screens ? (
        <Home />
      ) : screen === 'email' ? (
        <screens.EmailForm />
      ) : (
        <screens.Conversation />
      )}
    </div>
  )
}
