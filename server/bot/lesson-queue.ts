import { createDeferred } from './deferred.ts'
import type { Deferred } from './deferred.ts'
import type { LearnedBytes, Lesson } from './matchers.ts'

export interface Task {
  lesson: Lesson
  learned: Deferred<LearnedBytes>
}

/** Lessons that are still to be learned: those that somebody waits for first, then each as it came. */
export function createLessonQueue() {
  const tasks: Task[] = []
  /** What crashed its learner may do so again: nothing else waits for it, whoever does. */
  const retries: Task[] = []
  const awaited = new Set<string>()

  return {
    add(lesson: Lesson): Task {
      const task = { lesson, learned: createDeferred<LearnedBytes>() }
      tasks.push(task)
      return task
    },
    /** The next one, which is out of the queue then. */
    next(): Task | undefined {
      const first = tasks.findIndex(({ lesson }) => awaited.has(lesson.language))
      const task = tasks.splice(Math.max(0, first), 1)[0] ?? retries.shift()
      if (task) awaited.delete(task.lesson.language)
      return task
    },
    /** Somebody waits for this language, whose lesson may be still to come. */
    hurry(language: string): void {
      awaited.add(language)
    },
    /** For another try, after all others. */
    retry(task: Task): void {
      retries.push(task)
    },
    /** Takes the lesson of a language out of the queue. */
    drop(language: string): Task | undefined {
      for (const list of [tasks, retries]) {
        const at = list.findIndex(({ lesson }) => lesson.language === language)
        if (at >= 0) return list.splice(at, 1)[0]
      }
      return undefined
    },
    takeAll: (): Task[] => [...tasks.splice(0), ...retries.splice(0)],
  }
}
