import type { Lesson, Matchers, SpokenMatch } from './matchers.ts'

interface Slot {
  /** What the newest lesson was made of. */
  signature: string
  /** Answers now; null until the first lesson is over. */
  current: Matchers | null
  /** Still learning. */
  next: Matchers | null
}

/** Every language answers with its last lesson until the next one is learned; only what changed is learned. */
export function createMatcherVersions(
  start: (lessons: Lesson[]) => Matchers,
  onFault: (cause: unknown) => void,
) {
  const slots = new Map<string, Slot>()
  const running = new Set<Matchers>()

  /** Resolves when the changed lessons are learned or were overtaken; rejects when one failed. */
  async function update(lessons: Lesson[]): Promise<void> {
    const languages = new Set(lessons.map(({ language }) => language))
    for (const language of slots.keys()) if (!languages.has(language)) slots.delete(language)
    const changed = lessons.filter((lesson) => slots.get(lesson.language)?.signature !== signatureOf(lesson))
    if (changed.length === 0) return endUnused()
    const next = start(changed)
    running.add(next)
    const learning = changed.map((lesson) => {
      const slot = slots.get(lesson.language) ?? { signature: '', current: null, next: null }
      slots.set(lesson.language, Object.assign(slot, { signature: signatureOf(lesson), next }))
      return takeOver(lesson.language, next)
    })
    endUnused()
    await Promise.all(learning)
  }

  async function takeOver(language: string, next: Matchers): Promise<void> {
    const isNext = () => slots.get(language)?.next === next
    try {
      await next.learned(language)
    } catch (cause) {
      if (!isNext()) return
      Object.assign(slots.get(language) ?? {}, { next: null })
      endUnused()
      throw cause
    }
    if (isNext()) Object.assign(slots.get(language) ?? {}, { current: next, next: null })
    endUnused()
  }

  /** Ends what no language needs any more. */
  function endUnused(): void {
    const used = new Set([...slots.values()].flatMap(({ current, next }) => [current, next]))
    for (const matchers of running) {
      if (used.has(matchers)) continue
      running.delete(matchers)
      matchers.close().catch(onFault)
    }
  }

  /** Asks the newest that can answer; waits for the very first one. */
  async function match(text: string, language: string): Promise<SpokenMatch> {
    for (;;) {
      const slot = slots.get(language)
      const asked = slot?.current ?? slot?.next
      if (!asked) throw new Error(`there is no matcher for "${language}"`)
      try {
        return await asked.match(text, language)
      } catch (cause) {
        // Ended because a newer one took over: ask that one.
        if (running.has(asked)) throw cause
      }
    }
  }

  async function close(): Promise<void> {
    slots.clear()
    const ending = [...running]
    running.clear()
    await Promise.all(ending.map((matchers) => matchers.close()))
  }

  return { update, match, close }
}

/** Answers are left out: a corrected answer must not cost a lesson. */
function signatureOf({ keep, entries }: Lesson): string {
  return JSON.stringify([keep, entries.map(({ id, question, phrasings }) => [id, question, phrasings])])
}
