import { Comparison } from './comparison.ts'
import { practise } from './practice.ts'
import { shuffled } from './shuffle.ts'
import type { Study } from './study.ts'

/** Enough phrasings to see whether meaning helps. */
const sampledPhrasings = 300

/** What meaning weighs beside the features of a FAQ: usually as much, but half or nothing where clearly more of the
 *  phrasings that were hidden are found without it. */
export function chooseMeaningWeight(study: Study): number {
  if (study.examples.every(({ meaning }) => meaning === null)) return 0
  const comparison = new Comparison(sampleOf(study))
  const findWith = (weight: number): boolean[] =>
    practise(comparison, weight).rehearsed.map(({ place }) => place === 0)
  const without = findWith(0)
  if (!isClearlyBetter(without, findWith(1))) return 1
  return isClearlyBetter(without, findWith(0.5)) ? 0 : 0.5
}

/** By more than two standard deviations of what only one of the two finds (McNemar 1947). */
function isClearlyBetter(one: boolean[], other: boolean[]): boolean {
  const won = one.filter((right, at) => right && !other[at]).length
  const lost = one.filter((right, at) => !right && other[at]).length
  return won - lost > 2 * Math.sqrt(won + lost)
}

/** Some entries with all their phrasings, and everyday talk, to which unanswered questions count; answers hint too weakly
 *  to tell. */
function sampleOf(study: Study): Study {
  const share = Math.min(1, sampledPhrasings / study.phrasings)
  const picked = shuffled([...Array(study.entries).keys()], 1).slice(0, Math.ceil(study.entries * share))
  const newNumber = new Map(picked.map((entry, number) => [entry, number]))
  const examples = study.examples
    .slice(0, study.settling)
    .filter(({ entry }) => entry >= study.entries || newNumber.has(entry))
    .map((example) => ({ ...example, entry: newNumber.get(example.entry) ?? picked.length }))
  return {
    examples,
    phrasings: examples.filter(({ entry }) => entry < picked.length).length,
    settling: examples.length,
    entries: picked.length,
    classes: picked.length,
    vocabulary: study.vocabulary,
  }
}
