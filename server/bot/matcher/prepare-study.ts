import { withoutUnseen } from '../text/feature-counts.ts'
import type { Counts } from '../text/feature-counts.ts'
import type { Token } from '../text/normalise.ts'
import type { Example, Study } from './study.ts'
import { Vocabulary } from '../text/vectors.ts'
import type { WordTable } from '../meaning/word-table.ts'

/** A text of the FAQ and the number of its entry. */
export interface EntryText {
  tokens: Token[]
  entry: number
}

/** All that a FAQ says, and what is foreign to it. */
export interface FaqTexts {
  /** Those of one entry follow those of another. */
  phrasings: EntryText[]
  /** Sentences of answers. */
  answers: EntryText[]
  everyday: Token[][]
  /** Questions that no entry answers, as the FAQ lists them. */
  unanswered: Token[][]
  entries: number
}

// Costs of a mistake. A phrasing's own entry has few examples against very many, so they weigh ten times as much;
// where they are many, five times as much; sentences of an answer hint at its entry. Everyday talk and unanswered questions
// are what no entry is. The latter, where there are any, are a class behind the entries; everyday talk hardly says what it is.
const phrasingCost = { own: 5, other: 0.5 }
const oneOfManyCost = { own: 2.5, other: 0.5 }
const answerCost = { own: 0.1, other: 0.005 }
const everydayCost = { own: 0.02, other: 0.5 }
const unansweredCost = { own: 2, other: 0.5 }

/** Above this many phrasings, pairs and n-grams seen once cost more memory than they help. */
const manyPhrasings = 2500
/** Of more phrasings an entry than this, names and forms of words are no longer what it is told by. */
const scarceUpTo = 15

/** Makes examples of texts: counted and weighed, with their meanings, and with what a mistake about each costs. */
export function prepareStudy(texts: FaqTexts, table: WordTable | null): Study {
  const { phrasings, answers, everyday, unanswered, entries } = texts
  const isMany = phrasings.length > manyPhrasings
  const scarce = (table === null || table.translated) && phrasings.length <= scarceUpTo * entries
  const { vocabulary, counts } = Vocabulary.learn(
    [...phrasings, ...answers].map(({ tokens }) => tokens),
    { letterPairs: scarce, idfPower: haveOnePhrasing(texts) ? 1 : 0.5, minimumSeen: isMany ? 2 : 1 },
  )
  const exampleOf = ({ tokens, entry }: EntryText, counts: Counts, cost: Example['cost']): Example => ({
    tokens,
    counts,
    vector: vocabulary.weigh(entry === entries ? counts : withoutUnseen(counts)),
    meaning: table?.embed(tokens) ?? null,
    entry,
    cost,
  })
  const ofNone = (tokens: Token[], cost: Example['cost']): Example =>
    exampleOf({ tokens, entry: entries }, vocabulary.count(tokens), cost)
  return {
    examples: [
      ...phrasings.map((text, at) => exampleOf(text, counts[at]!, isMany ? oneOfManyCost : phrasingCost)),
      ...everyday.map((tokens) => ofNone(tokens, everydayCost)),
      ...unanswered.map((tokens) => ofNone(tokens, unansweredCost)),
      ...answers.map((text, at) => exampleOf(text, counts[phrasings.length + at]!, answerCost)),
    ],
    phrasingCount: phrasings.length,
    settlingCount: phrasings.length + everyday.length + unanswered.length,
    entries,
    classes: unanswered.length > 0 ? entries + 1 : entries,
    vocabulary,
    table,
    scarce,
  }
}

/** Most entries have one phrasing only. Every word counts then: full idf, and naive Bayes helps more. */
export function haveOnePhrasing({ phrasings, entries }: FaqTexts): boolean {
  return phrasings.length < 2 * entries
}
