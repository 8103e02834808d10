import { bestFirst } from '../arithmetic/best-first.ts'
import { createExplainer } from './explain.ts'
import type { Scored, Why } from './explain.ts'
import { requireUsable } from './input-check.ts'
import { learnFaq, textOf } from './learned-faq.ts'
import type { LearnedFaq } from './learned-faq.ts'
import type { Learned } from './learning.ts'
import { createReader } from '../text/normalise.ts'
import { readingsOf } from './readings.ts'
import { createScoring } from './scoring.ts'
import type { Scores } from './scoring.ts'

export interface MatcherEntry {
  id: string
  phrasings: string[]
  question?: string
  answer?: string
}

export interface MatcherOptions {
  language: string
  /** How eager the bot is: the part of answerable questions that should not end in "unknown", 0 to 1. */
  keep?: number | undefined
  /** Questions that no entry answers, as many as are known: they teach what is not meant. */
  unanswered?: string[] | undefined
}

export interface Ranked {
  id: string
  /** P(this entry is right). */
  confidence: number
}

export interface Match {
  decision: 'answer' | 'choose' | 'unknown'
  ranked: Ranked[]
}

/** A match with what spoke for and against the entries. */
export interface ExplainedMatch extends Match {
  why: Why
}

export interface Matcher {
  match(text: string): Match
  /** The same, and why: of as many of the ranked entries as asked for, all of them if left out. Takes a little longer. */
  explain(text: string, candidates?: number): ExplainedMatch
}

/** Upper cut, on confidence: below it the visitor is asked to choose. A wrong answer costs trust, a choice after every
 *  question costs patience. At 0.62 one question in 28 is answered wrongly on a shop's FAQ, one in 13 on few-shot ones; at
 *  0.7 a quarter to a third fewer, for one right answer in 15 or less. The lower cut is measured for each FAQ:
 *  calibration.ts. */
const answerCut = 0.62

/** A visitor who writes a phrasing word for word means its entry, at least so surely. */
const exactConfidence = 0.98

const rankedLength = 5
const unknown: Match = { decision: 'unknown', ranked: [] }
const nothingToMatch: Matcher = {
  match: () => unknown,
  explain: () => ({ ...unknown, why: { corrected: [], candidates: [], unanswered: null, nearness: null } }),
}

/** Learns the FAQ and returns what matches messages to it. Confidence is calibrated on phrasings hidden in turn; the
 *  ranked entries, at most five, add up to at most 1. The same entries always give the same matcher. Rejects with a
 *  TypeError that says what is wrong with them. */
export async function createMatcher(entries: MatcherEntry[], options: MatcherOptions): Promise<Matcher> {
  requireUsable(entries, options)
  return openMatcher(await learnFaq(entries, options), options.language, entries)
}

/** The matcher of a FAQ that was learned, now or earlier. Null, a FAQ that says nothing, knows nothing. `entries` lend their
 *  phrasings to explanations. */
export async function openMatcher(
  faq: LearnedFaq | null,
  language: string,
  entries: MatcherEntry[] = [],
): Promise<Matcher> {
  if (!faq) return nothingToMatch
  const { ids, exact, learned, typos } = faq
  const read = await createReader(language)
  const scoreReadings = createScoring(learned)
  const explain = createExplainer({ faq, entries, read })

  function score(text: string): Scored & { owners: number[] | undefined } {
    const tokens = read(text)
    const readings = readingsOf(tokens, learned, typos)
    return { text, readings, scores: scoreReadings(readings), owners: exact.get(textOf(tokens)) }
  }

  /** `owners`: the entries with this very phrasing; none of a question that is listed as unanswered. */
  function decide({ scores, owners }: ReturnType<typeof score>): Match {
    if (!scores.familiar) return unknown
    if (owners && owners.length > 0) return matchExactly(owners, scores, ids, learned)
    const found = matchByScore(scores, ids, learned)
    return owners ? { ...found, decision: 'unknown' } : found
  }

  return {
    match: (text) => decide(score(text)),
    explain(text, candidates = rankedLength) {
      const scored = score(text)
      const found = decide(scored)
      return { ...found, why: explain(scored, found.ranked.slice(0, candidates)) }
    },
  }
}

function matchByScore(scores: Scores, ids: string[], { calibration }: Learned): Match {
  const order = bestFirst(scores.ranking, rankedLength)
  const evidence = calibration.evidence(scores)
  const confidence = calibration.confidence(evidence)
  const ranked = rank(order, confidence, scores, ids, calibration.shares)
  if (evidence < calibration.lowerCut) return { decision: 'unknown', ranked }
  return { decision: confidence >= answerCut ? 'answer' : 'choose', ranked }
}

/** The same words in several entries are a choice between them. */
function matchExactly(owners: number[], scores: Scores, ids: string[], { calibration }: Learned): Match {
  if (owners.length > 1) {
    const confidence = exactConfidence / owners.length
    const ranked = owners.slice(0, rankedLength).map((entry) => ({ id: ids[entry]!, confidence }))
    return { decision: 'choose', ranked }
  }
  const ranking = bestFirst(scores.ranking, rankedLength)
  const order = [...owners, ...ranking.filter((entry) => entry !== owners[0])].slice(0, rankedLength)
  const evidence = calibration.evidence(scores)
  const found = ranking[0] === owners[0] ? calibration.confidence(evidence) : 0
  const confidence = Math.max(exactConfidence, found)
  return { decision: 'answer', ranked: rank(order, confidence, scores, ids, calibration.shares) }
}

function rank(
  order: number[],
  confidence: number,
  { ranking }: Scores,
  ids: string[],
  shares: (top: number, distances: number[]) => number[],
): Ranked[] {
  const distances = order.slice(1).map((entry) => Math.min(0, ranking[entry]! - ranking[order[0]!]!))
  const confidences = [confidence, ...shares(confidence, distances)]
  return order.map((entry, place) => ({ id: ids[entry]!, confidence: confidences[place]! }))
}
