import { evidenceOf } from './evidence.ts'
import { withoutDead } from '../text/feature-counts.ts'
import { shuffled } from '../arithmetic/shuffle.ts'
import type { Example, Study } from './study.ts'
import type { Vector } from '../text/vectors.ts'

/** What came of asking a phrasing that the classifier had not been taught. */
export interface Rehearsed {
  /** How much the scores spoke for the entry that came first. */
  evidence: number
  /** How near the phrasing was to that entry (nearness.ts), where that is looked at. */
  nearness: number | undefined
  /** How far the next entries were behind it, best first: 0 or less. */
  distances: number[]
  /** Where the right entry came (0 = first), or -1 if it was hidden as a whole, so that nothing was right. */
  place: number
}

/** A hidden phrasing, with the features that are still known. */
export interface Asked {
  index: number
  vector: Vector
}

/** What is hidden at a time. */
export interface Round {
  hiddenEntries: Set<number>
  /** Everything of these entries, and a part of the other phrasings. */
  hidden: Set<number>
  /** What is trained again without them. */
  settling: number[]
  /** Phrasings of entries that are there, and of those that are not. */
  answerable: Asked[]
  foreign: Asked[]
}

/** What a classifier says about a question: as `Scores` of scoring.ts, of all classes and before others have a say. */
export interface Opinion {
  /** What the order is read from. */
  ranking: Float64Array
  /** What the confidence is read from: the very same array where the table is trusted wholly. */
  scores: Float64Array
  /** How near it is to an entry (nearness.ts), where that is looked at. */
  nearnessTo?: (entry: number) => number
}

/** Forgets what is hidden, trains a little, and then says what it thinks of what is asked; what it says of hidden entries is
 *  not looked at. */
export type Trial = (round: Round) => (asked: Asked) => Opinion

// One entry in five is hidden at a time. Of the phrasings of the others one in ten, and hardly more than one of the
// same entry: a real question meets all the phrasings, so what is asked should miss only itself.
const entryParts = 5
const phrasingParts = 10
const mostOfAnEntry = 0.05

const placesKept = 4

/** Hides whole entries and single phrasings in turn, trains on the rest and asks what was hidden: phrasings stand for
 *  questions that the FAQ can answer, those of hidden entries for questions that it can not, which come last. Ends early where
 *  going on is not worthwhile after what was rehearsed so far. */
export function rehearse(
  study: Study,
  trial: Trial,
  isWorthwhile: (soFar: Rehearsed[]) => boolean = () => true,
): Rehearsed[] {
  const rehearsed: Rehearsed[] = []
  const tried: { round: Round; ask: (asked: Asked) => Opinion }[] = []
  const judgeAll = ({ round, ask }: (typeof tried)[number], asked: Asked[]): void => {
    for (const question of asked) {
      const { entry } = study.examples[question.index]!
      rehearsed.push(judge(ask(question), study.entries, entry, round.hiddenEntries))
    }
  }
  for (let number = 0; number < roundsFor(study.phrasingCount); number++) {
    if (!isWorthwhile(rehearsed)) return rehearsed
    const round = roundOf(study, number)
    tried.push({ round, ask: trial(round) })
    judgeAll(tried[number]!, round.answerable)
  }
  if (isWorthwhile(rehearsed)) for (const one of tried) judgeAll(one, one.round.foreign)
  return rehearsed
}

function roundsFor(phrasings: number): number {
  if (phrasings <= 800) return 3
  return phrasings <= 2500 ? 2 : 1
}

/** Rounds that were put together: with another weight of meaning the same is asked. */
const prepared = new WeakMap<Study, Round[]>()

function roundOf(study: Study, number: number): Round {
  const rounds = prepared.get(study) ?? []
  prepared.set(study, rounds)
  return (rounds[number] ??= prepareRound(study, number))
}

function prepareRound(study: Study, round: number): Round {
  const { examples, phrasingCount, settlingCount, entries, vocabulary } = study
  const hiddenEntries = pickEntries(entries, round)
  const hidden = pickExamples(examples, phrasingCount, hiddenEntries, round)
  const taught = [...examples.keys()].filter((index) => !hidden.has(index))
  // A feature that only hidden texts have is unseen now, or the rehearsal would be kinder than life.
  const alive = new Uint8Array(vocabulary.size)
  for (const index of taught) markAll(examples[index]!.vector.ids, alive)
  const asked = [...hidden]
    .filter((index) => index < phrasingCount)
    .map((index) => ({ index, vector: vocabulary.weigh(withoutDead(examples[index]!.counts, alive)) }))
  const isForeign = ({ index }: Asked): boolean => hiddenEntries.has(examples[index]!.entry)
  return {
    hiddenEntries,
    hidden,
    settling: taught.filter((index) => index < settlingCount),
    answerable: asked.filter((question) => !isForeign(question)),
    foreign: asked.filter(isForeign),
  }
}

// Here and in `judge` plain loops: there are hundreds of thousands.
function markAll(ids: Int32Array, marks: Uint8Array): void {
  for (let at = 0; at < ids.length; at++) marks[ids[at]!] = 1
}

function pickEntries(entries: number, round: number): Set<number> {
  if (entries < 2) return new Set()
  const parts = Math.min(entryParts, entries)
  const order = shuffled([...Array(entries).keys()], 1 + Math.floor(round / parts))
  return new Set(order.filter((_, position) => position % parts === round % parts))
}

/** Everything of the hidden entries, and a part of the other phrasings; an entry's only phrasing stays. */
function pickExamples(
  examples: Example[],
  phrasingCount: number,
  hiddenEntries: Set<number>,
  round: number,
): Set<number> {
  const hidden = new Set([...examples.keys()].filter((index) => hiddenEntries.has(examples[index]!.entry)))
  const remaining = new Map<number, number[]>()
  for (const index of shuffled([...Array(phrasingCount).keys()], 101)) {
    if (hidden.has(index)) continue
    const { entry } = examples[index]!
    const own = remaining.get(entry)
    if (own) own.push(index)
    else remaining.set(entry, [index])
  }
  let position = round
  for (const own of remaining.values()) {
    if (own.length < 2) continue
    let allowed = Math.max(1, Math.round(own.length * mostOfAnEntry))
    own.forEach((_, at) => {
      if (position++ % phrasingParts !== 0 || allowed-- <= 0) return
      hidden.add(own[(at + round) % own.length]!)
    })
  }
  return hidden
}

function judge(
  { ranking, scores, nearnessTo }: Opinion,
  entries: number,
  right: number,
  hiddenEntries: Set<number>,
): Rehearsed {
  const ranks = shownOf(ranking, entries, hiddenEntries).sort().reverse()
  const shown = scores === ranking ? ranks : shownOf(scores, entries, hiddenEntries)
  return {
    evidence: evidenceOf(shown, scores[entries]),
    nearness: nearnessTo?.(topOf(ranking, ranks[0]!, hiddenEntries)),
    distances: [...ranks.subarray(1, 1 + placesKept)].map((rank) => rank - ranks[0]!),
    place: hiddenEntries.has(right) ? -1 : placeOf(right, ranking, entries, hiddenEntries),
  }
}

/** What is said of the entries that are not hidden. */
function shownOf(scores: Float64Array, entries: number, hiddenEntries: Set<number>): Float64Array {
  const shown = new Float64Array(entries - hiddenEntries.size)
  for (let entry = 0, at = 0; entry < entries; entry++)
    if (!hiddenEntries.has(entry)) shown[at++] = scores[entry]!
  return shown
}

function topOf(ranking: Float64Array, best: number, hiddenEntries: Set<number>): number {
  return ranking.findIndex((rank, entry) => rank === best && !hiddenEntries.has(entry))
}

/** Of entries that score the same the first comes first. */
function placeOf(right: number, ranking: Float64Array, entries: number, hiddenEntries: Set<number>): number {
  let place = 0
  for (let entry = 0; entry < entries; entry++) {
    const isBefore = ranking[entry]! > ranking[right]! || (ranking[entry] === ranking[right] && entry < right)
    if (isBefore && !hiddenEntries.has(entry)) place++
  }
  return place
}
