import { effect } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { WidgetStrings } from '../ui/strings.ts'

const chevronDown = 'm6 9 6 6 6-6'

/** Makes the loader's button say what it does now, and how much is unread. Returns how to undo it. */
export function dressLauncher(
  launcher: HTMLButtonElement,
  state: {
    open: ReadonlySignal<boolean>
    unread: ReadonlySignal<number>
    strings: ReadonlySignal<WidgetStrings>
  },
): () => void {
  const shape = launcher.querySelector('path')
  const speech = shape?.getAttribute('d') ?? ''

  const stop = effect(() => {
    const t = state.strings.value
    const isOpen = state.open.value
    const unread = state.unread.value
    launcher.setAttribute('aria-expanded', String(isOpen))
    launcher.setAttribute('aria-label', isOpen ? t.close : unread > 0 ? t.openUnread(unread) : t.open)
    shape?.setAttribute('d', isOpen ? chevronDown : speech)
  })
  return () => {
    stop()
    shape?.setAttribute('d', speech)
  }
}
