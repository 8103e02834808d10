import { IconAssistant } from './icons.tsx'

export interface AvatarProps {
  name: string
  /** What the colour is made from; the name where there is none. */
  id?: string
  /** 24 px instead of 32. */
  small?: boolean
  /** 40 px. */
  large?: boolean
  /** Or exactly this many px. */
  size?: number
  presence?: 'available' | 'away'
}

/** A person: round, with the initial, in a colour that is always the same for the same person. */
export function Avatar({ name, id, small, large, size, presence }: AvatarProps) {
  const style = { '--hue': hueOf(id ?? name), ...(size ? { '--size': `${size}px` } : {}) }
  return (
    <span class={sized('avatar', small, large)} style={style} aria-hidden="true">
      {initialOf(name)}
      {presence && <span class={`avatar__presence${presence === 'away' ? ' avatar__presence--away' : ''}`} />}
    </span>
  )
}

/** The assistant: square, without a face. */
export function AssistantAvatar({ small, large, size }: Pick<AvatarProps, 'small' | 'large' | 'size'>) {
  return (
    <span
      class={sized('avatar avatar--assistant', small, large)}
      style={size ? { '--size': `${size}px` } : undefined}
      aria-hidden="true"
    >
      <IconAssistant />
    </span>
  )
}

function sized(name: string, small?: boolean, large?: boolean): string {
  return `${name}${small ? ' avatar--small' : ''}${large ? ' avatar--large' : ''}`
}

/** The first letter as readers see it: an accent stays with it. */
function initialOf(name: string): string {
  return (/^\P{M}\p{M}*/u.exec(name.trim())?.[0] ?? '?').toLocaleUpperCase()
}

/** 0 to 359. Steps of 35° keep two colours in a team apart. */
function hueOf(id: string): number {
  let hash = 0
  for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return ((hash % 10) * 35 + 55) % 360
}
