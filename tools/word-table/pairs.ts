import type { Reader } from '../../server/bot/text/normalise.ts'
import { randomFrom } from '../../server/bot/arithmetic/random.ts'
import { Unusable, linesOf } from './inputs.ts'

/** Two texts that mean the same, as numbers of words. Pairs of one group mean the same too. */
export interface Pair {
  a: Int32Array
  b: Int32Array
  /** 0 where the pair has no group. */
  group: number
}

/** Pairs with a group are made by the thousand from dialogues; more than this many for each other pair drown the others. */
const groupedForEachOther = 0.45

/** Reads lines of `text TAB text TAB kind:group`; the last field, or only its group, may be left out. Pairs of which a side has
 *  no known word, or whose sides are the same, are passed over. */
export async function readPairs(
  files: string[],
  read: Reader,
  numberOf: Map<string, number>,
  seed: number,
): Promise<Pair[]> {
  const groups = new Map<string, number>()
  const pairs: Pair[] = []
  const wordsOf = (text: string): Int32Array =>
    Int32Array.from(read(text).flatMap(({ stem }) => numberOf.get(stem) ?? []))
  for await (const line of linesOf(files)) {
    const [first = '', second = '', kind = ''] = line.split('\t')
    const [a, b] = [wordsOf(first), wordsOf(second)]
    if (a.length === 0 || b.length === 0 || a.join() === b.join()) continue
    let group = 0
    if (kind.includes(':')) {
      group = groups.get(kind) ?? groups.size + 1
      groups.set(kind, group)
    }
    pairs.push({ a, b, group })
  }
  if (pairs.length === 0)
    throw new Unusable(
      `${files.join(', ')}: no line has two texts with words that the text knows. Write text TAB text, a pair a line.`,
    )
  return limitGrouped(pairs, randomFrom(seed))
}

function limitGrouped(pairs: Pair[], random: () => number): Pair[] {
  const grouped = pairs.filter(({ group }) => group > 0).length
  const others = pairs.length - grouped
  const share = others === 0 ? 1 : (groupedForEachOther * others) / grouped
  return pairs.filter(({ group }) => group === 0 || random() < share)
}
