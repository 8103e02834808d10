import { toLearn } from '../bot/lessons.ts'
import { createMatcher } from '../bot/matcher/matcher.ts'
import type { Match } from '../bot/matcher/matcher.ts'
import { choicesOf } from '../domain/choices.ts'
import type { OwnEntry } from './owners-faq.ts'

/** So often the FAQ is learned anew, each time without another phrasing of each entry. */
const roundsMost = 8

/** A phrasing that was asked while the matcher did not know it. */
export interface HiddenPhrasing {
  entry: OwnEntry
  text: string
  /** Its place in the entry's list. */
  at: number
  match: Match
}

/** Hides each phrasing in turn and asks it, as a visitor would who puts it in words that the FAQ does not have. */
export async function askHiddenPhrasings(
  entries: OwnEntry[],
  options: { language: string; keep: number; unanswered: string[] },
  onRound: () => void,
): Promise<HiddenPhrasing[]> {
  const asked: HiddenPhrasing[] = []
  for (let round = 0; round < roundsFor(entries); round++) {
    asked.push(...(await askRound(entries, round, options)))
    onRound()
  }
  return asked
}

/** How often the FAQ is learned for it. */
export function roundsFor(entries: OwnEntry[]): number {
  return Math.min(roundsMost, Math.max(0, ...entries.map(({ phrasings }) => phrasings.length)))
}

async function askRound(
  entries: OwnEntry[],
  round: number,
  options: { language: string; keep: number; unanswered: string[] },
): Promise<HiddenPhrasing[]> {
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

/** 1: answered with its entry. ½: its entry is among the choices. 0: not found. */
export function foundOf({ entry, match }: HiddenPhrasing): number {
  if (match.decision === 'answer') return bestOf(match) === entry.id ? 1 : 0
  return choicesOf(match).some(({ id }) => id === entry.id) ? 0.5 : 0
}

/** 1: answered with another entry. ½: offered others only. 0: found, offered, or honestly not known. */
export function takenOf({ entry, match }: HiddenPhrasing): number {
  if (match.decision === 'answer') return bestOf(match) === entry.id ? 0 : 1
  const offered = choicesOf(match)
  return offered.length === 0 || offered.some(({ id }) => id === entry.id) ? 0 : 0.5
}

export function bestOf({ ranked }: Match): string {
  return ranked[0]!.id
}

/** Some of the phrasings, as they are quoted in a sentence. */
export function quoted(phrasings: { text: string }[]): string {
  const some = phrasings.slice(0, quotedMost).map(({ text }) => `"${text}"`)
  return some.join(', ') + (phrasings.length > some.length ? ', …' : '')
}

const quotedMost = 3
