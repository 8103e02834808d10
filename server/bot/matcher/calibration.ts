import { evidenceOf, nearnessTells } from './evidence.ts'
import { fitLogistic } from './logistic.ts'
import type { Line } from './logistic.ts'
import type { Rehearsed } from './rehearsal.ts'

/** What evidence means: the chance that the top entry is right, and where the matcher stops answering. */
export interface Calibration {
  /** All that speaks for the entry that comes first: its lead, less what the unanswered questions and its nearness tell. */
  evidence: (said: Evident) => number
  /** P(right) of the top entry. */
  confidence: (evidence: number) => number
  /** P(right) of the entries behind the top one, from how far behind they are; at most 1 - top together. */
  shares: (top: number, distances: number[]) => number[]
  /** Below this evidence the matcher does not know. */
  lowerCut: number
  readonly parts: CalibrationParts
}

/** Of the scores of a text (scoring.ts), what its evidence is made of. */
interface Evident {
  scores: ArrayLike<number>
  unanswered: number | undefined
  nearness: number | undefined
}

export interface CalibrationParts {
  /** How near questions are half-way between those that have an entry and others; null where nobody looked. */
  usualNearness: number | null
  line: Line
  lowerCut: number
  behind: Behind
}

/** How often the right entry is behind when the top one is wrong, and how sharply distance tells which one it is. */
interface Behind {
  atAll: number
  sharpness: number
}

/** How near it is where nothing was rehearsed; what was has the most of the say from ten rehearsed phrasings on. */
const guessedNearness = { value: 0.2, times: 10 }

/** Of what visitors ask, the part that the FAQ has no entry for. */
const unanswerableShare = 0.3

/** What evidence usually means: even odds at 0.29, and the more is told by the same step the fewer entries there are, down to 20.
 *  On FAQs of 8 to 150 entries, questions of visitors came close to this whatever the FAQ, while hidden phrasings, which their
 *  author made to differ from the others, did worse than real questions. So the rehearsal moves this line at most three fifths
 *  of the way to its own. */
const usuallyMeans = { evenOdds: 0.29, slope: 5, slopeOfFew: 3.5, fewEntries: 20 }
const rehearsedShare = 0.6

/** So many rehearsed phrasings have half of the say that very many have. */
const rehearsedHalf = 10

/** Where the cut usually is that lets through nine in ten of the questions that have an entry, and how much higher it is
 *  for each part that need not be let through. From FAQ to FAQ it moves little, so the rehearsal's own cut has half of
 *  the say where it was measured with 30 phrasings, and more with more. */
const usualCut = { keep: 0.9, evidence: 0.2, perPart: 1.5 }
const measuredCutHalf = 30

/** No lower cut goes below this chance of being right: three choices would then hold the right one about one time in
 *  four, and offering them is a guess. */
const leastConfidence = 0.15

/** Nobody is surer, whatever the line says: too few questions are so plain to learn how seldom they mean something else. */
const mostConfidence = 0.994

/** Where all entries have one phrasing, none can be hidden and asked: most questions about hidden entries stay below. */
const hiddenEntryQuantile = 0.7

/** A choice of three helps if the right entry is among them. */
const choices = 3

/** Rehearsed, with all of the evidence. */
type Weighed = Omit<Rehearsed, 'nearness'>

/** Turns rehearsed evidence into chances, for a FAQ of so many entries. `keep` is the part of answerable questions that the lower cut
 *  lets through. */
export function calibrate(rehearsed: Rehearsed[], entries: number, keep: number): CalibrationParts {
  const usualNearness = findUsualNearness(rehearsed)
  const weighed = rehearsed.map(({ evidence, nearness, ...rest }) => ({
    ...rest,
    evidence: evidence + nearnessTells(nearness, usualNearness),
  }))
  const answerable = weighed.filter(({ place }) => place >= 0)
  const foreign = weighed.filter(({ place }) => place < 0)
  const line = blend(usualLine(entries), answerable, foreign)
  return {
    usualNearness,
    line,
    lowerCut: Math.max(findLowerCut(answerable, foreign, keep), evidenceAt(leastConfidence, line)),
    behind: fitBehind(
      answerable.filter(({ place }) => place > 0),
      foreign.length,
    ),
  }
}

export function openCalibration(parts: CalibrationParts): Calibration {
  const { usualNearness, line, lowerCut, behind } = parts
  return {
    evidence: ({ scores, unanswered, nearness }) =>
      evidenceOf(scores, unanswered) + nearnessTells(nearness, usualNearness),
    confidence: (evidence) =>
      Math.min(mostConfidence, 1 / (1 + Math.exp(-(line.slope * evidence + line.offset)))),
    shares(top, distances) {
      const likely = distances.map((distance) => Math.exp(distance * behind.sharpness))
      const sum = likely.reduce((total, part) => total + part, 0)
      return likely.map((part) => Math.min(top, ((1 - top) * behind.atAll * part) / sum))
    },
    lowerCut,
    parts,
  }
}

function findUsualNearness(rehearsed: Rehearsed[]): number | null {
  if (rehearsed.every(({ nearness }) => nearness === undefined)) return null
  const { value, times } = guessedNearness
  const meanOf = (some: Rehearsed[]) =>
    some.reduce((sum, { nearness = 0 }) => sum + nearness, value * times) / (some.length + times)
  const answerable = rehearsed.filter(({ place }) => place >= 0)
  const foreign = rehearsed.filter(({ place }) => place < 0)
  return (meanOf(answerable) + meanOf(foreign)) / 2
}

function usualLine(entries: number): Line {
  const slope = usuallyMeans.slope + usuallyMeans.slopeOfFew * Math.min(1, usuallyMeans.fewEntries / entries)
  return { slope, offset: -slope * usuallyMeans.evenOdds }
}

function blend(usually: Line, answerable: Weighed[], foreign: Weighed[]): Line {
  if (answerable.length === 0) return usually
  const odds = unanswerableShare / (1 - unanswerableShare)
  const fitted = fitLogistic([
    ...answerable.map(({ evidence, place }) => ({ score: evidence, right: place === 0, weight: 1 })),
    ...foreign.map(({ evidence }) => ({
      score: evidence,
      right: false,
      weight: (odds * answerable.length) / foreign.length,
    })),
  ])
  const share = (rehearsedShare * answerable.length) / (answerable.length + rehearsedHalf)
  return {
    slope: share * fitted.slope + (1 - share) * usually.slope,
    offset: share * fitted.offset + (1 - share) * usually.offset,
  }
}

function evidenceAt(confidence: number, line: Line): number {
  return (Math.log(confidence / (1 - confidence)) - line.offset) / line.slope
}

function findLowerCut(answerable: Weighed[], foreign: Weighed[], keep: number): number {
  const usual = usualCut.evidence + (usualCut.keep - keep) * usualCut.perPart
  const helped = answerable.filter(({ place }) => place < choices)
  const asked = helped.length > 0 ? helped : foreign
  if (asked.length === 0) return usual
  const below = helped.length > 0 ? 1 - keep : hiddenEntryQuantile
  const measured = quantile(
    asked.map(({ evidence }) => evidence),
    below,
  )
  const share = asked.length / (asked.length + measuredCutHalf)
  return share * measured + (1 - share) * usual
}

/** The likeliest of a few sharpnesses, as in a softmax with temperature. */
function fitBehind(missed: Weighed[], foreign: number): Behind {
  const atAll = (missed.length + 1) / (missed.length + 1 + unanswerableShare * (foreign + 1))
  const sharpness = [1, 2, 3, 4, 6, 8, 12]
    .map((value) => ({ value, likelihood: likelihoodOf(missed, value) }))
    .reduce((best, next) => (next.likelihood > best.likelihood ? next : best)).value
  return { atAll, sharpness }
}

function likelihoodOf(missed: Weighed[], sharpness: number): number {
  let likelihood = 0
  for (const { distances, place } of missed) {
    const distance = distances[place - 1]
    if (distance === undefined) continue
    const sum = distances.reduce((total, other) => total + Math.exp(other * sharpness), 0)
    likelihood += distance * sharpness - Math.log(sum)
  }
  return likelihood
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = Math.min(1, Math.max(0, share)) * (sorted.length - 1)
  const low = sorted[Math.floor(at)]!
  const high = sorted[Math.ceil(at)]!
  return low + (high - low) * (at - Math.floor(at))
}
