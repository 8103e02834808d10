import type { Comparison, Likeness } from '../classifiers/comparison.ts'

/** Of what meaning weighs in the classifiers, the share where a text is compared with single phrasings: entries that are taken
 *  for one another are close in meaning, and what tells them apart is rather their words. */
export const closenessShare = 0.5

// Where phrasings are much the same, to be like one of them says less. 0.3 to 0.5 do much the same.
const kinShare = 0.4
// What an entry's only phrasing would be like another of its own, as phrasings mostly are.
const usualKinship = 0.5

/** How near a text is to an entry: how like to the phrasing that is most like it, less a share of how like that one is to the next
 *  of its entry (Breunig, Kriegel, Ng & Sander 2000, "LOF: Identifying Density-Based Local Outliers"). `likeness`: of the text to
 *  each phrasing of the entry; `kinship`: of each of these to the next. 0 where there are none. */
export function nearnessOf(likeness: ArrayLike<number>, kinship: (phrasing: number) => number): number {
  let nearest = 0
  for (let at = 1; at < likeness.length; at++) if (likeness[at]! > likeness[nearest]!) nearest = at
  return likeness.length === 0 ? 0 : likeness[nearest]! - kinShare * kinship(nearest)
}

/** How like a phrasing is to the one of its entry, `own`, that is most like it. */
export function kinshipOf(
  phrasing: number,
  own: number[],
  comparison: Comparison,
  closenessWeight: number,
): number {
  let most = own.length > 1 ? 0 : usualKinship
  for (const other of own)
    if (other !== phrasing)
      most = Math.max(most, comparison.likenessBetween(phrasing, other, closenessWeight))
  return most
}

/** Tells how near what is asked in a rehearsal is to an entry, without the phrasings that are hidden then. */
export function rehearseNearness(comparison: Comparison, hidden: Set<number>, meaningWeight: number) {
  const closenessWeight = closenessShare * meaningWeight
  const known = comparison.phrasingsByEntry.map((own) => own.filter((phrasing) => !hidden.has(phrasing)))
  return ({ alike, close }: Likeness, entry: number): number => {
    const own = known[entry]!
    return nearnessOf(
      own.map((phrasing) => alike[phrasing]! + closenessWeight * close[phrasing]!),
      (at) => kinshipOf(own[at]!, own, comparison, closenessWeight),
    )
  }
}
