import { effect, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Chat } from './chat-model.ts'

/** Whether agents' messages have come while nobody looked, and how to draw attention to them. */
export interface Missed {
  /** True from the first such message on. */
  readonly any: ReadonlySignal<boolean>
  /** Whether the page is in view. */
  readonly visible: ReadonlySignal<boolean>
  readonly launcher: HTMLElement
  /** The last message that was unread when the page came. It is shown, not sounded. */
  readonly first: () => string | undefined
}

export function watchMissed(
  chat: Chat,
  visible: ReadonlySignal<boolean>,
  launcher: HTMLElement,
): Missed & { stop: () => void } {
  const any = signal(false)
  let first: string | undefined
  let hasGreeted = false
  const stop = effect(() => {
    const last = chat.unread.value.at(-1)?.id
    if (!hasGreeted) first = last
    hasGreeted ||= chat.ready.value === 'online'
    if (last && !(chat.open.value && visible.value)) any.value = true
  })
  return { any, visible, launcher, first: () => first, stop }
}
