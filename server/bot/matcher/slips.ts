// Rows of keys, from the top: Latin, Cyrillic and Arabic letters. Letters of two scripts never meet in a slip.
const rows = [
  ['qwertyuiop', 'йцукенгшщзхъ', 'ضصثقفغعهخحجد'],
  ['asdfghjkl', 'фывапролджэ', 'شسيبلاتنمكط'],
  ['zxcvbnm', 'ячсмитьбю', 'ئءؤرىةوزظ'],
]
const placeOf = new Map(
  rows.flatMap((scripts, y) =>
    scripts.flatMap((row) => [...row].map((letter, x) => [letter, { x, y }] as const)),
  ),
)

// How likely slips are beside one another, as logarithms: fingers hit the key beside, twice, two in the wrong order, or
// not at all, far more often than any other key of the keyboard.
const usual = 1.5
const doubled = 2
const added = 1
const anyOther = 0

/** True at a distance of exactly one in optimal string alignment: one letter added, lost or changed, or two neighbours
 *  swapped (Damerau 1964). */
export function isOneSlipAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  const start = firstDifference(a, b)
  if (a.length !== b.length) {
    const [short, long] = a.length < b.length ? [a, b] : [b, a]
    return short.slice(start) === long.slice(start + 1)
  }
  if (a.slice(start + 1) === b.slice(start + 1)) return true
  return a[start] === b[start + 1] && a[start + 1] === b[start] && a.slice(start + 2) === b.slice(start + 2)
}

/** How easily a word slips into what was written, one slip away from it (Kernighan, Church & Gale 1990, "A Spelling
 *  Correction Program Based on a Noisy Channel Model"; by place of the keys instead of by counts). */
export function slipEase(written: string, meant: string): number {
  const start = firstDifference(written, meant)
  if (written.length < meant.length) return usual
  if (written.length > meant.length) {
    if (written[start] === written[start - 1]) return doubled
    return isBeside(written[start], written[start - 1]) || isBeside(written[start], written[start + 1])
      ? added
      : anyOther
  }
  const isSwapped = written[start + 1] !== meant[start + 1]
  return isSwapped || isBeside(written[start], meant[start]) ? usual : anyOther
}

/** False for what is added, or hit instead, far from the key that was meant. */
export function isEasySlip(written: string, meant: string): boolean {
  return slipEase(written, meant) > anyOther
}

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at++
  return at
}

function isBeside(one = '', other = ''): boolean {
  const a = placeOf.get(one)
  const b = placeOf.get(other)
  return a !== undefined && b !== undefined && Math.abs(a.x - b.x) <= 1 && Math.abs(a.y - b.y) <= 1
}
