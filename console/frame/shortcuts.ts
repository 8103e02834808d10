import { useEffect } from 'preact/hooks'
import type { ConsoleModel } from '../console-model.ts'

/** Single letters, asleep while one types, in menus and in dialogs, and when switched off. */
export function useShortcuts(model: ConsoleModel, showKeys: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return
      if (!model.preferences.letters.peek()) return
      const action = actions(model, showKeys)[letterOf(event)]
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [model])
}

function actions(model: ConsoleModel, showKeys: () => void): Partial<Record<string, () => void>> {
  const talk = model.talk.peek()
  return {
    j: () => model.step(1),
    k: () => model.step(-1),
    t: () => void model.takeNext(),
    '?': showKeys,
    ...(talk && {
      r: () => talk.write('reply'),
      n: () => talk.write('note'),
      ...(talk.isMine.peek() && { e: () => void talk.move('close') }),
    }),
  }
}

/** The letter on the key where the layout has none of ours: an Arabic keyboard writes ت with the J key. */
function letterOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase()
  if (/^[a-z?]$/.test(key)) return key
  return /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? ''
}

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event
  return (
    event.isComposing ||
    (target instanceof Element &&
      target.closest('input, textarea, select, dialog, [contenteditable], [role=menu]') !== null)
  )
}
