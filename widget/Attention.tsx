import { useEffect, useLayoutEffect } from 'preact/hooks'
import { drawAttention } from './attention.ts'
import { useChat } from './chat-context.ts'
import type { Part } from './later.tsx'
import { Preview } from './Preview.tsx'
import styles from './preview.css?inline'
import type { Missed } from './missed.ts'

const badgeMost = 9

export interface AttentionProps extends Missed {
  open: () => void
}

/** For messages that come while nobody looks: a number, a title, a tone, and the last of them above the launcher. */
function Attention({ open, ...missed }: AttentionProps) {
  const { chat, t } = useChat()
  const isOpen = chat.open.value
  const unread = isOpen ? 0 : chat.unread.value.length
  useEffect(() => drawAttention(chat, missed), [])
  useLayoutEffect(() => {
    if (unread === 0) return
    const badge = document.createElement('span')
    badge.className = 'launcher__badge'
    badge.setAttribute('aria-hidden', 'true')
    badge.textContent = unread > badgeMost ? `${t.number(badgeMost)}+` : t.number(unread)
    missed.launcher.append(badge)
    return () => badge.remove()
  }, [unread, t])
  return isOpen ? null : <Preview open={open} />
}

export const attention: Part<AttentionProps> = { Show: Attention, styles }
