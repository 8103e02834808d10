import { createDeferred } from './deferred.ts'
import type { Deferred } from './deferred.ts'
import type { Answerer, Learner, Lesson, SpokenMatch } from './matchers.ts'

interface Slot {
  /** The newest one. */
  lesson: Lesson
  /** Settled once a lesson is over and the language answers, or never will with what it has. */
  answers: Deferred<void>
  state: 'waiting' | 'open' | 'failed'
}

/** Every language answers with its last lesson until the next one is learned; only what changed is learned. */
export function createMatcherVersions(
  learner: Learner,
  startAnswerer: (onRestart: () => void) => Answerer,
  onFault: (cause: unknown) => void,
) {
  const slots = new Map<string, Slot>()
  let answerer: Answerer | undefined
  let isClosed = false

  /** Resolves when the changed lessons are learned or were overtaken; rejects when one failed. Nothing is learned after closing. */
  async function update(lessons: Lesson[]): Promise<void> {
    if (isClosed) return
    const languages = new Set(lessons.map(({ language }) => language))
    for (const language of slots.keys()) if (!languages.has(language)) forget(language)
    await Promise.all(lessons.filter(isNew).map((lesson) => teach(lesson, slots.get(lesson.language))))
  }

  function isNew(lesson: Lesson): boolean {
    const known = slots.get(lesson.language)?.lesson
    return !known || signatureOf(known) !== signatureOf(lesson)
  }

  function forget(language: string): void {
    slots.get(language)?.answers.reject(new Error(`"${language}" was removed`))
    slots.delete(language)
    answerer?.forget(language)
  }

  async function teach(lesson: Lesson, before?: Slot): Promise<void> {
    const { language } = lesson
    const slot: Slot =
      before && before.state !== 'failed'
        ? { ...before, lesson }
        : { lesson, answers: createDeferred(), state: 'waiting' }
    slots.set(language, slot)
    const isNewest = () => slots.get(language) === slot
    answerer ??= startAnswerer(teachAgain)
    try {
      const learned = await learner.learn(lesson)
      if (!isNewest()) return
      await answerer.open(lesson, learned)
      slot.state = 'open'
      slot.answers.resolve()
    } catch (cause) {
      if (!isNewest()) return
      if (slot.state === 'waiting') slot.state = 'failed'
      slot.answers.reject(cause)
      throw cause
    }
  }

  /** The answerer has forgotten everything. */
  function teachAgain(): void {
    for (const slot of [...slots.values()])
      teach(slot.lesson, slot.state === 'waiting' ? slot : undefined).catch(onFault)
  }

  /** Somebody waits until a language can be asked, though its lesson may be still to come. */
  function hurry(language: string): void {
    if (slots.get(language)?.state !== 'open') learner.hurry(language)
  }

  return {
    update,
    hurry,

    /** Asks the newest that can answer; waits for the very first one. */
    async match(text: string, language: string): Promise<SpokenMatch> {
      const slot = slots.get(language)
      if (!slot || !answerer) throw new Error(`there is no matcher for "${language}"`)
      hurry(language)
      await slot.answers.promise
      return answerer.match(text, language)
    },

    async close(): Promise<void> {
      isClosed = true
      const closed = new Error('the matcher was closed')
      for (const { answers } of slots.values()) answers.reject(closed)
      slots.clear()
      await Promise.all([learner.close(), answerer?.close()])
    },
  }
}

/** Answers are left out: a corrected answer must not cost a lesson. What it newly says is learned with the next one. */
function signatureOf({ keep, entries, unanswered = [] }: Lesson): string {
  return JSON.stringify([
    keep,
    unanswered,
    entries.map(({ id, question, phrasings }) => [id, question, phrasings]),
  ])
}
