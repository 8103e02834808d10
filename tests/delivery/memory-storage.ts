import type { SafeStorage } from '../../ui/storage.ts'

/**
 * A browser's storage, which all pages of one person share and a reload finds again. A change is told to every page at
 * once, also to the one that made it: a browser tells the others, a moment later.
 */
export function createMemoryStorage(): SafeStorage {
  const kept = new Map<string, string>()
  return {
    kept: true,
    get: (key) => kept.get(key) ?? null,
    set(key, value) {
      kept.set(key, value)
      tellPages(key, value)
    },
    remove(key) {
      kept.delete(key)
      tellPages(key, null)
    },
  }
}

function tellPages(key: string, newValue: string | null): void {
  window.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }))
}
