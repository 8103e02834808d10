import { visitorKeyPattern } from '../protocol/limits.ts'
import { newVisitorKey } from '../ui/ids.ts'
import type { SafeStorage } from '../ui/storage.ts'

/** The secret that makes a browser one visitor. In memory until the visitor does something that must last. */
export interface VisitorKey {
  readonly value: string
  /** Stores the key. True if another tab had stored one before: `value` is now that one, so connect again. */
  settle(): boolean
}

export function openVisitorKey(storage: SafeStorage, name: string): VisitorKey {
  let value = stored() ?? newVisitorKey()
  return {
    get value() {
      return value
    },
    settle() {
      const other = stored()
      if (other === value) return false
      if (!other) {
        storage.set(name, value)
        return false
      }
      value = other
      return true
    },
  }

  function stored(): string | null {
    const key = storage.get(name)
    return key !== null && visitorKeyPattern.test(key) ? key : null
  }
}
