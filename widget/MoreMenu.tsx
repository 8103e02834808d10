import { useEffect, useRef } from 'preact/hooks'
import { IconClose, IconSent } from '../ui/icons.tsx'
import { menuEn } from '../ui/strings/menu-en.ts'
import { useChat } from './chat-context.ts'
import type { Part } from './later.tsx'
import styles from './menu.css?inline'

export interface MoreMenuProps {
  /** Gives the focus back to the button, too. */
  close: () => void
}

/** What is done seldom with a conversation. */
function MoreMenu({ close }: MoreMenuProps) {
  const { chat, t } = useChat()
  const words = t.menu ?? menuEn
  const menu = useRef<HTMLDivElement>(null)
  const items = () => [...(menu.current?.querySelectorAll('button') ?? [])]

  useEffect(() => {
    items()[0]?.focus()
    /** The button opens and closes by itself. */
    function onPointerDown(event: Event): void {
      const path = event.composedPath()
      const header = menu.current?.parentElement
      if (header && !path.includes(header)) close()
    }
    document.addEventListener('pointerdown', onPointerDown)
    return () => document.removeEventListener('pointerdown', onPointerDown)
  }, [])

  function onKeyDown(event: KeyboardEvent): void {
    const all = items()
    const at = all.findIndex((item) => item === event.target)
    const next: Record<string, number> = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }
    const to = next[event.key]
    if (to !== undefined) all[to]?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
    event.stopPropagation() // Escape closes the menu, not the panel.
  }

  return (
    <div ref={menu} class="menu" role="menu" aria-label={t.more} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="menu__item"
        role="menuitemcheckbox"
        aria-checked={chat.sound.value}
        tabIndex={-1}
        onClick={() => chat.toggleSound()}
      >
        <span>{words.sound}</span>
        {chat.sound.value && <IconSent small />}
      </button>
      <button
        type="button"
        class="menu__item"
        role="menuitem"
        tabIndex={-1}
        onClick={() => {
          close()
          void chat.end()
        }}
      >
        <span>{words.end}</span>
        <IconClose small />
      </button>
    </div>
  )
}

export const moreMenu: Part<MoreMenuProps> = { Show: MoreMenu, styles }
