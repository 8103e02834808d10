import type { ComponentChildren } from 'preact'

interface SaidProps {
  kind?: 'mine' | 'assistant' | 'note' | 'writing'
  avatar: ComponentChildren
  name: string
  meta: ComponentChildren
  children: ComponentChildren
}

/** One turn: who and when on the line, the words below. A page to read, not a phone. */
export function Said({ kind, avatar, name, meta, children }: SaidProps) {
  return (
    <div class={`said${kind ? ` said--${kind}` : ''}`}>
      {avatar}
      <div class="said__meta">
        <b>
          <bdi>{name}</bdi>
        </b>
        {meta}
      </div>
      <div class="said__body">{children}</div>
    </div>
  )
}
