import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { WidgetStrings } from '../ui/strings.ts'
import type { Chat } from './chat-model.ts'

/** What every part of the panel is given. */
export interface PanelContext {
  chat: Chat
  t: WidgetStrings
  close: () => void
  /** Adds the rules of a part that was fetched, once. */
  wear: (styles: string) => void
}

export const ChatContext = createContext<PanelContext | null>(null)

export function useChat(): PanelContext {
  const context = useContext(ChatContext)
  if (!context) throw new Error('useChat: no ChatContext above this component.')
  return context
}
