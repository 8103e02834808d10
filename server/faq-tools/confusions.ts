import { counted } from './counted.ts'
import type { Finding } from './finding.ts'
import { bestOf, quoted, takenOf } from './hidden-phrasings.ts'
import type { HiddenPhrasing } from './hidden-phrasings.ts'
import type { OwnEntry } from './owners-faq.ts'

/** One phrasing that only stands for itself is no confusion yet. */
const confusedFrom = 2

/** Entries that take hidden phrasings from each other, as they will take a visitor's question. `confused`: those taken. */
export function findConfusions(
  asked: HiddenPhrasing[],
  entries: OwnEntry[],
): { findings: Finding[]; confused: Set<HiddenPhrasing> } {
  const pairs = new Map<string, HiddenPhrasing[]>()
  for (const each of asked) {
    if (takenOf(each) === 0) continue
    const pair = [each.entry.id, bestOf(each.match)].sort().join(' ')
    pairs.set(pair, [...(pairs.get(pair) ?? []), each])
  }
  const lost = [...pairs.values()].filter(({ length }) => length >= confusedFrom)
  return {
    findings: lost.map((each) => confusion(each, entries, asked.length)),
    confused: new Set(lost.flat()),
  }
}

function confusion(lost: HiddenPhrasing[], entries: OwnEntry[], asked: number): Finding {
  const [{ entry: one }] = lost as [HiddenPhrasing]
  const mine = lost.filter(({ entry }) => entry === one)
  const theirs = lost.filter(({ entry }) => entry !== one)
  const [more, fewer] = mine.length >= theirs.length ? [mine, theirs] : [theirs, mine]
  const [{ entry, at, match }] = more as [HiddenPhrasing]
  const other = entries.find(({ id }) => id === bestOf(match))!
  const back = fewer.length > 0 ? `, and ${count(fewer)} the other way: ${quoted(fewer)}` : ''
  return {
    ...{ severity: 'hint', kind: 'entries-confused' },
    ...{ file: entry.file, line: entry.lineOf(['phrasings', at]) },
    ...{ language: entry.language, entry: entry.id },
    message:
      `entry "${entry.id}" is confused with "${other.id}" (${other.file}:${other.lineOf([])}). Each hidden in turn, ${count(more)} ` +
      `went there: ${quoted(more)}${back}. Say in more phrasings what makes the difference, or make one entry of both.`,
    costs: [{ part: 'found', share: lost.reduce((sum, each) => sum + takenOf(each), 0) / asked }],
  }
}

function count({ length }: HiddenPhrasing[]): string {
  return counted(length, 'phrasing')
}
