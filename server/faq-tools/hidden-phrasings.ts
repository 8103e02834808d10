import { toLearn } from '../bot/lessons.ts'
import { createMatcher } from '../bot/matcher/matcher.ts'
import type { Match } from '../bot/matcher/matcher.ts'
import { choicesOf } from '../domain/choices.ts'
import type { Finding } from './finding.ts'
import type { OwnEntry } from './owners-faq.ts'

/** So often the FAQ is learned anew, each time without another phrasing of each entry. */
const roundsMost = 8
const examplesMost = 3
/** One phrasing that only stands for itself is no confusion yet. */
const confusedFrom = 2

interface Asked {
  entry: OwnEntry
  text: string
  at: number
  match: Match
}

/** Hides each phrasing in turn and asks it: what another entry takes then, a visitor's question will be taken for too. */
export async function findConfusions(
  entries: OwnEntry[],
  options: { language: string; keep: number; unanswered: string[]; known: Set<string> },
  onRound: () => void,
): Promise<Finding[]> {
  const asked: Asked[] = []
  for (let round = 0; round < roundsFor(entries); round++) {
    asked.push(...(await askHidden(entries, round, options)))
    onRound()
  }
  const pairs = new Map<string, Asked[]>()
  for (const each of asked) {
    // Of what is in two entries anyway it is said elsewhere.
    if (lossOf(each) === 0 || options.known.has(each.text)) continue
    const pair = [each.entry.id, takenFor(each)].sort().join(' ')
    pairs.set(pair, [...(pairs.get(pair) ?? []), each])
  }
  return [...pairs.values()]
    .filter(({ length }) => length >= confusedFrom)
    .map((lost) => confusion(lost, entries, asked.length))
}

/** How often the FAQ is learned for it. */
export function roundsFor(entries: OwnEntry[]): number {
  return Math.min(roundsMost, Math.max(0, ...entries.map(({ phrasings }) => phrasings.length)))
}

async function askHidden(
  entries: OwnEntry[],
  round: number,
  options: { language: string; keep: number; unanswered: string[] },
): Promise<Asked[]> {
  const isHidden = (at: number) => at % roundsMost === round
  const taught = entries.map((entry) => ({
    ...toLearn(entry),
    phrasings: entry.phrasings.filter((_, at) => !isHidden(at)),
  }))
  const matcher = await createMatcher(taught, options)
  return entries.flatMap((entry) =>
    entry.phrasings.flatMap((text, at) =>
      isHidden(at) ? [{ entry, text, at, match: matcher.match(text) }] : [],
    ),
  )
}

/** 1: answered with another entry. ½: offered others only. 0: found, offered, or honestly not known. */
function lossOf({ entry, match }: Asked): number {
  if (match.decision === 'answer') return takenFor({ match }) === entry.id ? 0 : 1
  const offered = choicesOf(match)
  return offered.length === 0 || offered.some(({ id }) => id === entry.id) ? 0 : 0.5
}

function takenFor({ match }: Pick<Asked, 'match'>): string {
  return match.ranked[0]!.id
}

function confusion(lost: Asked[], entries: OwnEntry[], asked: number): Finding {
  const [{ entry: one }] = lost as [Asked]
  const mine = lost.filter(({ entry }) => entry === one)
  const theirs = lost.filter(({ entry }) => entry !== one)
  const [more, fewer] = mine.length >= theirs.length ? [mine, theirs] : [theirs, mine]
  const [{ entry, at }] = more as [Asked]
  const other = entries.find(({ id }) => id === takenFor(more[0]!))!
  const back = fewer.length > 0 ? `, and ${count(fewer)} the other way: ${examples(fewer)}` : ''
  return {
    ...{
      severity: 'hint',
      kind: 'entries-confused',
      file: entry.file,
      line: entry.lineOf(['phrasings', at]),
    },
    ...{ language: entry.language, entry: entry.id },
    message:
      `entry "${entry.id}" is confused with "${other.id}" (${other.file}:${other.lineOf([])}). Each hidden in turn, ${count(more)} ` +
      `went there: ${examples(more)}${back}. Say in more phrasings what makes the difference, or make one entry of both.`,
    costs: { part: 'found', share: lost.reduce((sum, each) => sum + lossOf(each), 0) / asked },
  }
}

function count({ length }: Asked[]): string {
  return length === 1 ? '1 phrasing' : `${length} phrasings`
}

function examples(lost: Asked[]): string {
  const some = lost.slice(0, examplesMost).map(({ text }) => `"${text}"`)
  return some.join(', ') + (lost.length > some.length ? ', …' : '')
}
