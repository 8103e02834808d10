/** Texts kept in the browser. Never throws: where storage is blocked or full, they live as long as the page. */
export interface SafeStorage {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
  /** Whether what is set here outlives the page. */
  readonly kept: boolean
}

/** localStorage of this page, or another of its stores; memory where the browser or the page's sandbox denies it. */
export function openStorage(area = () => localStorage): SafeStorage {
  const memory = new Map<string, string>()
  const readable = canRead(area)
  let kept = readable
  return {
    get: (key) => memory.get(key) ?? (readable ? area().getItem(key) : null),
    set(key, value) {
      try {
        if (!kept) throw new Error('blocked')
        area().setItem(key, value)
        memory.delete(key)
      } catch {
        // Full or blocked: the text must not be lost for this page at least.
        kept = false
        memory.set(key, value)
      }
    },
    remove(key) {
      memory.delete(key)
      if (readable) area().removeItem(key)
    },
    get kept() {
      return kept
    },
  }
}

/** Reading only: nothing may be stored before the visitor has done anything. */
function canRead(area: () => Storage): boolean {
  try {
    area().getItem('frontdesk')
    return true
  } catch {
    return false
  }
}
