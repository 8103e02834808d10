import type { Match } from '../../server/bot/matcher/matcher.ts'

/** A question, the id of its entry or null, and what the matcher said. */
export interface Answered {
  id: string | null
  match: Match
}

/** How well a contestant ranks and scores, whatever it decides. */
export interface Ranking {
  /** The right entry first, or among three. Of questions that have an entry. */
  top1: number
  top3: number
  /** How well the score tells questions that have an entry from those that have none. */
  auroc: number
  /** Questions without an entry that would be refused by the cut that keeps nine in ten of the others. */
  refusedAt90: number
  /** How far the score, read as a chance, is from the share that was right, in ten bins. */
  calibrationError: number
}

/** What comes of its decisions. */
export interface Decisions {
  /** Questions that have an entry and were not "unknown". */
  kept: number
  /** Questions without an entry that were "unknown": the recall of refusing. */
  refused: number
  /** Of the "unknown" ones, those without an entry: its precision. */
  refusedRightly: number
  /** Answered rightly, or offered among three choices. Of questions that have an entry. */
  right: number
  /** Answered rightly without a choice. Of questions that have an entry. */
  answered: number
  /** Answered with another entry. Of all questions. */
  wrong: number
}

const choices = 3
const bins = 10
const keptShare = 0.9

/** All figures in percent; NaN where there is nothing to measure. */
export function measureQuality(results: Answered[]): Ranking & Decisions {
  return { ...measureRanking(results, true), ...measureDecisions(results) }
}

export function measureRanking(results: Answered[], scoreIsChance: boolean): Ranking {
  const { inScope, outside } = divide(results)
  const scores = { inside: inScope.map(confidenceOf), outside: outside.map(confidenceOf) }
  const cut = scores.inside.toSorted((a, b) => b - a)[Math.ceil(keptShare * inScope.length) - 1] ?? NaN
  return {
    top1: percent(inScope, (result) => isAmong(result, 1)),
    top3: percent(inScope, (result) => isAmong(result, choices)),
    auroc: auroc(scores.inside, scores.outside),
    refusedAt90: percent(scores.outside, (score) => score < cut),
    calibrationError: scoreIsChance ? calibrationError(results) : NaN,
  }
}

export function measureDecisions(results: Answered[]): Decisions {
  const { inScope, outside } = divide(results)
  const unknown = results.filter(({ match }) => match.decision === 'unknown')
  return {
    kept: percent(inScope, ({ match }) => match.decision !== 'unknown'),
    refused: percent(outside, ({ match }) => match.decision === 'unknown'),
    refusedRightly: outside.length > 0 ? percent(unknown, ({ id }) => id === null) : NaN,
    right: percent(inScope, isRight),
    answered: percent(inScope, (result) => result.match.decision === 'answer' && isAmong(result, 1)),
    wrong: percent(results, (result) => result.match.decision === 'answer' && !isAmong(result, 1)),
  }
}

function divide(results: Answered[]) {
  return {
    inScope: results.filter(({ id }) => id !== null),
    outside: results.filter(({ id }) => id === null),
  }
}

function isRight(result: Answered): boolean {
  if (result.match.decision === 'answer') return isAmong(result, 1)
  return result.match.decision === 'choose' && isAmong(result, choices)
}

function isAmong({ id, match }: Answered, places: number): boolean {
  return match.ranked.slice(0, places).some((ranked) => ranked.id === id)
}

function confidenceOf({ match }: Answered): number {
  return match.ranked[0]?.confidence ?? 0
}

function percent<T>(items: T[], test: (item: T) => boolean): number {
  return items.length === 0 ? NaN : (100 * items.filter(test).length) / items.length
}

/** The chance that a question with an entry gets more confidence than one without (ties count half). */
function auroc(inside: number[], outside: number[]): number {
  let wins = 0
  for (const high of inside) for (const low of outside) wins += high > low ? 1 : high === low ? 0.5 : 0
  return (100 * wins) / (inside.length * outside.length)
}

/** Expected calibration error (Naeini, Cooper & Hauskrecht 2015). */
function calibrationError(results: Answered[]): number {
  const gaps = new Float64Array(bins)
  for (const result of results) {
    const bin = Math.min(bins - 1, Math.floor(confidenceOf(result) * bins))
    gaps[bin]! += confidenceOf(result) - (isAmong(result, 1) ? 1 : 0)
  }
  return (100 * gaps.reduce((sum, gap) => sum + Math.abs(gap), 0)) / results.length
}
