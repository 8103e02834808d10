import type { SafeStorage } from '../../ui/storage.ts'

/** A browser's storage, which all pages of one person share and a reload finds again. */
export function createMemoryStorage(): SafeStorage {
  const kept = new Map<string, string>()
  return {
    kept: true,
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  }
}
