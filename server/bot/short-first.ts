/** So many at a time: enough that nobody is idle, and few to wait behind. */
const abreast = 4
/** Texts that wait for one another, by their length in UTF-16 units: a question, a few sentences, a letter, a page. */
const lengthClasses = [100, 500, 2_000, Infinity]

export type InTurn = <T>(length: number, work: () => Promise<T>) => Promise<T>

/**
 * Lets through a few at a time, those about short texts first. Who pastes page after page holds up others who do, and
 * nobody's question.
 */
export function createShortFirst(): InTurn {
  const waiting = lengthClasses.map((most) => ({ most, turns: [] as (() => void)[] }))
  let underway = 0

  function goOn(): void {
    while (underway < abreast) {
      const next = waiting.find(({ turns }) => turns.length > 0)?.turns.shift()
      if (!next) return
      underway += 1
      next()
    }
  }

  return async (length, work) => {
    await new Promise<void>((begin) => {
      waiting.find(({ most }) => length <= most)?.turns.push(begin)
      goOn()
    })
    try {
      return await work()
    } finally {
      underway -= 1
      goOn()
    }
  }
}
