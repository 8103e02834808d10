import type { Finding } from './finding.ts'
import { foundOf, quoted } from './hidden-phrasings.ts'
import type { HiddenPhrasing } from './hidden-phrasings.ts'
import type { OwnEntry } from './owners-faq.ts'

/**
 * From so many on, another phrasing adds little. Of the questions about the shop in `faq-data/`, cut to 1, 2, 3, 4, 6, 8,
 * 10 and 15 phrasings an entry, 16, 22, 25, 33, 44, 54, 63 and 71 % were answered: nearly as log₂(1 + phrasings).
 */
const enoughPhrasings = 15

/** Phrasings are written to differ, so that visitors are found more often: where this part of those hidden is found, 90 %. */
const foundEnough = 0.6

/** Entries that can hardly be found by other words than their author's: too few, or too far from one another. */
export function findHardToFind(asked: HiddenPhrasing[], entries: OwnEntry[]): Finding[] {
  const byEntry = new Map(entries.map((entry) => [entry, [] as HiddenPhrasing[]]))
  for (const each of asked) byEntry.get(each.entry)?.push(each)
  return [...byEntry].flatMap(([entry, own]) => hardToFind(entry, own, 1 / entries.length))
}

function hardToFind(entry: OwnEntry, asked: HiddenPhrasing[], share: number): Finding[] {
  const lost = asked.filter((each) => foundOf(each) === 0)
  const notFound = asked.reduce((sum, each) => sum + 1 - foundOf(each), 0) / entry.phrasings.length
  const has = new Set(entry.phrasings.filter(hasWord).map((text) => text.trim().toLowerCase())).size
  const lacking = Math.max(0, 1 - Math.log2(1 + has) / Math.log2(1 + enoughPhrasings))
  const missed = Math.max(0, 1 - (1 - notFound) / foundEnough)
  if (lacking === 0 && missed === 0) return []
  return [
    {
      ...{ severity: 'hint', kind: lacking > 0 ? 'few-phrasings' : 'hard-to-find' },
      ...{ file: entry.file, line: entry.lineOf(['phrasings']), language: entry.language, entry: entry.id },
      message: `entry "${entry.id}" ${sentences(has, lost)}`,
      costs: [
        { part: 'found', share: share * missed },
        { part: 'phrasings', share: share * lacking },
      ],
    },
  ]
}

function sentences(has: number, lost: HiddenPhrasing[]): string {
  const ways = has === 1 ? 'has 1 phrasing' : `has ${has} phrasings`
  const missing =
    lost.length === has ? 'none is found' : `${lost.length} ${lost.length === 1 ? 'is' : 'are'} not found`
  const hidden = lost.length > 0 ? `. Each hidden in turn, ${missing}: ${quoted(lost)}` : ''
  const advice =
    has >= enoughPhrasings
      ? 'Add some that ask for the same in other words.'
      : `Add more, in other words than these: ${enoughPhrasings} answer far more visitors.`
  return `${ways}${hidden}. ${advice}`
}

/** Signs and emoji are no words to the matcher. */
export const hasWord = (text: string) => /[\p{L}\p{N}]/u.test(text)
