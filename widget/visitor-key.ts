import { visitorKeyPattern } from '../protocol/limits.ts'
import { newVisitorKey } from '../ui/ids.ts'
import type { SafeStorage } from '../ui/storage.ts'

/** The secret that makes a browser one visitor. In memory until the visitor does something that must last. */
export interface VisitorKey {
  readonly value: string
  /** Takes over the key that another tab stored. True if `value` is another now, so connect again. */
  follow(): boolean
  /** Follows, or stores the key of this tab: from here on it is the browser's. True as with `follow`. */
  settle(): boolean
}

export function openVisitorKey(storage: SafeStorage, name: string): VisitorKey {
  let value = newVisitorKey()
  follow()
  return {
    get value() {
      return value
    },
    follow,
    settle() {
      const changed = follow()
      storage.set(name, value)
      return changed
    },
  }

  function follow(): boolean {
    const known = value
    const stored = storage.get(name)
    if (stored && visitorKeyPattern.test(stored)) value = stored
    return value !== known
  }
}
