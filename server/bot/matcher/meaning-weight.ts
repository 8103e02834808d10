import { Comparison } from '../classifiers/comparison.ts'
import { practise } from './practice.ts'
import type { Practised } from './practice.ts'
import type { Rehearsed } from './rehearsal.ts'
import { shuffled } from '../arithmetic/shuffle.ts'
import type { Study } from './study.ts'
import { trustIn } from '../meaning/table-trust.ts'

/** Enough phrasings to see whether meaning helps. Of hardly more all are tried: what was practised is then done. */
const sampledPhrasings = 300
const allUpTo = 400

/** A classifier that has practised with as much meaning as helps: as usual, but half of that or none where clearly more of the
 *  phrasings that were hidden are found without it. */
export function practiseWithMeaning(study: Study): Practised {
  if (study.examples.every(({ meaning }) => meaning === null)) return practise(new Comparison(study), 0)
  const usual = trustIn(study.table).weight
  const sample = isSmall(study) ? study : sampleOf(study)
  const best = practiseBest(new Comparison(sample), usual)
  return sample === study ? best : practise(new Comparison(study), best.meaningWeight)
}

function practiseBest(comparison: Comparison, usual: number): Practised {
  const full = practise(comparison, usual)
  const mayWin = (soFar: Rehearsed[]): boolean => isClearlyBetter(soFar, full.rehearsed)
  // Most FAQs find enough with it: nothing could be clearly better, or not any more when a part was rehearsed.
  if (!mayWin([])) return full
  const without = practise(comparison, 0, mayWin)
  if (!mayWin(without.rehearsed)) return full
  const half = practise(comparison, usual / 2)
  return isClearlyBetter(without.rehearsed, half.rehearsed) ? without : half
}

/** By more than two standard deviations of what only one of the two finds (McNemar 1947). What the first was not asked yet, it
 *  may find. */
function isClearlyBetter(one: Rehearsed[], other: Rehearsed[]): boolean {
  let won = 0
  let lost = 0
  other.forEach(({ place }, at) => {
    const isFound = at >= one.length || one[at]!.place === 0
    if (place > 0 && isFound) won++
    if (place === 0 && !isFound) lost++
  })
  return won - lost > 2 * Math.sqrt(won + lost)
}

/** Sentences of answers would make more work of it than they tell. */
function isSmall({ examples, phrasingCount, settlingCount }: Study): boolean {
  return phrasingCount <= allUpTo && examples.length === settlingCount
}

/** Some entries with all their phrasings, and everyday talk, to which unanswered questions count; answers hint too weakly
 *  to tell. */
function sampleOf(study: Study): Study {
  const share = Math.min(1, sampledPhrasings / study.phrasingCount)
  const picked = shuffled([...Array(study.entries).keys()], 1).slice(0, Math.ceil(study.entries * share))
  const newNumber = new Map(picked.map((entry, number) => [entry, number]))
  const examples = study.examples
    .slice(0, study.settlingCount)
    .filter(({ entry }) => entry >= study.entries || newNumber.has(entry))
    .map((example) => ({ ...example, entry: newNumber.get(example.entry) ?? picked.length }))
  return {
    examples,
    phrasingCount: examples.filter(({ entry }) => entry < picked.length).length,
    settlingCount: examples.length,
    entries: picked.length,
    classes: picked.length,
    vocabulary: study.vocabulary,
    table: study.table,
    scarce: study.scarce,
  }
}
