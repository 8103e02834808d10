import { everydayTalk } from '../text/everyday-talk.ts'
import { learn, learnedParts, openLearned } from './learning.ts'
import type { Learned, LearnedParts } from './learning.ts'
import type { MatcherEntry, MatcherOptions } from './matcher.ts'
import { primaryLanguage } from '../text/natural.ts'
import { createReader } from '../text/normalise.ts'
import type { Reader, Token } from '../text/normalise.ts'
import type { EntryText } from './prepare-study.ts'
import { TypoCorrector } from './typo.ts'
import type { SeenWord } from './typo.ts'
import { openWordTable } from '../meaning/word-table-file.ts'

/** Everything that a matcher needs to answer: what is left when a FAQ was learned. */
export interface LearnedFaq {
  ids: string[]
  /** The numbers of the entries that have a phrasing, by its text; none of a question that no entry answers. */
  exact: Map<string, number[]>
  typos: TypoCorrector
  learned: Learned
}

/** The same in a form that can be written (learned-file.ts). Each part is declared where its class is. */
export interface LearnedFaqParts {
  ids: string[]
  exact: [text: string, entries: number[]][]
  words: SeenWord[]
  learned: LearnedParts
}

const defaultKeep = 0.9

// Answers explain more than they name: the first sentences, and neither headings nor whole paragraphs.
const answerSentences = 8
const sentenceLength = { min: 12, max: 240 }

/** Learns a FAQ; null where no phrasing has a word in it. */
export async function learnFaq(entries: MatcherEntry[], options: MatcherOptions): Promise<LearnedFaq | null> {
  const [read, table] = await Promise.all([createReader(options.language), openWordTable(options.language)])
  const phrasings = entries.flatMap((entry, index) => phrasingsOf(entry, index, read))
  if (phrasings.length === 0) return null
  const answers = entries.flatMap((entry, index) => sentencesOf(entry, index, read))
  const unanswered = (options.unanswered ?? []).map(read).filter(({ length }) => length > 0)
  const everyday = everydayTalk(primaryLanguage(options.language)).map(read)
  return {
    ids: entries.map(({ id }) => id),
    exact: groupByText(phrasings, unanswered),
    typos: TypoCorrector.learn(phrasings.map(({ tokens }) => tokens)),
    learned: learn(
      { phrasings, answers, everyday, unanswered, entries: entries.length },
      table,
      options.keep ?? defaultKeep,
    ),
  }
}

export function learnedFaqParts({ ids, exact, typos, learned }: LearnedFaq): LearnedFaqParts {
  return { ids, exact: [...exact], words: typos.parts, learned: learnedParts(learned) }
}

/** Puts a FAQ that was learned earlier together again. */
export async function openLearnedFaq(parts: LearnedFaqParts, language: string): Promise<LearnedFaq> {
  return {
    ids: parts.ids,
    exact: new Map(parts.exact),
    typos: new TypoCorrector(parts.words),
    learned: openLearned(parts.learned, await openWordTable(language)),
  }
}

function phrasingsOf(entry: MatcherEntry, index: number, read: Reader): EntryText[] {
  const distinct = new Map<string, EntryText>()
  for (const phrasing of [...entry.phrasings, entry.question ?? '']) {
    const tokens = read(phrasing)
    if (tokens.length > 0) distinct.set(textOf(tokens), { tokens, entry: index })
  }
  return [...distinct.values()]
}

function sentencesOf(entry: MatcherEntry, index: number, read: Reader): EntryText[] {
  return (entry.answer ?? '')
    .split(/[.!?。！？؟\n]+/)
    .map((sentence) => sentence.trim())
    .filter(({ length }) => length >= sentenceLength.min && length <= sentenceLength.max)
    .slice(0, answerSentences)
    .map((sentence) => ({ tokens: read(sentence), entry: index }))
    .filter(({ tokens }) => tokens.length > 0)
}

function groupByText(phrasings: EntryText[], unanswered: Token[][]): Map<string, number[]> {
  const groups = new Map(unanswered.map((tokens) => [textOf(tokens), new Array<number>()]))
  for (const { tokens, entry } of phrasings)
    groups.set(textOf(tokens), [...(groups.get(textOf(tokens)) ?? []), entry])
  return groups
}

/** What two texts have in common that are the same word for word. */
export function textOf(tokens: Token[]): string {
  return tokens.map(({ word }) => word).join(' ')
}
