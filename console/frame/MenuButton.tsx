import type { ComponentChildren, TargetedKeyboardEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { MenuList } from './MenuList.tsx'
import type { MenuEntry } from './MenuList.tsx'

interface MenuButtonProps {
  label: string
  entries: MenuEntry[]
  /** Where the menu opens. `above`: over the button, from its start edge. */
  opens: 'below' | 'above'
  class: string
  children: ComponentChildren
}

/** A button with a menu: arrows move in it, Escape and a press elsewhere close it, the focus comes back. */
export function MenuButton({ label, entries, opens, class: name, children }: MenuButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const holder = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)

  const close = () => {
    setOpen(false)
    button.current?.focus()
  }

  useEffect(() => {
    if (!isOpen) return
    const closeOutside = (event: Event) => {
      if (!(event.target instanceof Node && holder.current?.contains(event.target))) setOpen(false)
    }
    document.addEventListener('pointerdown', closeOutside)
    document.addEventListener('focusin', closeOutside)
    return () => {
      document.removeEventListener('pointerdown', closeOutside)
      document.removeEventListener('focusin', closeOutside)
    }
  }, [isOpen])

  const openByArrow = (event: TargetedKeyboardEvent<HTMLButtonElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpen(true)
  }

  return (
    <div class="menu-holder" ref={holder}>
      <button
        ref={button}
        type="button"
        class={name}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={openByArrow}
      >
        {children}
      </button>
      {isOpen && <MenuList label={label} entries={entries} opens={opens} onClose={close} />}
    </div>
  )
}
