import type { ComponentType, TargetedKeyboardEvent } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { IconSent } from '../../ui/icons.tsx'
import type { IconProps } from '../../ui/icons.tsx'

export interface MenuItem {
  name: string
  more?: string
  icon?: ComponentType<IconProps>
  /** One of several, or switched on by itself. */
  choice?: { kind: 'radio' | 'checkbox'; isOn: boolean }
  choose: () => void
}

export type MenuEntry = MenuItem | { heading: string }

interface MenuListProps {
  label: string
  entries: MenuEntry[]
  opens: 'below' | 'above'
  onClose: () => void
}

export function MenuList({ label, entries, opens, onClose }: MenuListProps) {
  const menu = useRef<HTMLDivElement>(null)
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]

  useEffect(() => items()[0]?.focus(), [])

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault()
      event.stopPropagation()
      return onClose()
    }
    const all = items()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    all.at(next % all.length)?.focus()
  }

  return (
    <div class={`menu menu--${opens}`} role="menu" aria-label={label} ref={menu} onKeyDown={onKeyDown}>
      {entries.map((entry) =>
        'heading' in entry ? (
          <div class="menu__heading" key={entry.heading} role="presentation">
            {entry.heading}
          </div>
        ) : (
          <Item key={entry.name} item={entry} onClose={onClose} />
        ),
      )}
    </div>
  )
}

function Item({ item, onClose }: { item: MenuItem; onClose: () => void }) {
  const { choice, icon: Icon } = item
  return (
    <button
      type="button"
      class="menu__item"
      role={choice ? `menuitem${choice.kind}` : 'menuitem'}
      aria-checked={choice?.isOn}
      tabIndex={-1}
      onClick={() => {
        onClose()
        item.choose()
      }}
    >
      {Icon && <Icon />}
      <span class="menu__text">
        <span class="menu__name">{item.name}</span>
        {item.more && <span class="menu__more">{item.more}</span>}
      </span>
      {choice?.isOn && (
        <span class="menu__keys">
          <IconSent small />
        </span>
      )}
    </button>
  )
}
