import { createLearnedCache } from '../bot/learned-cache.ts'
import type { LearnedCache, LearnedPlace } from '../bot/learned-cache.ts'
import { doubtOf } from '../bot/matcher/evidence.ts'
import type { CandidateWhy, Why } from '../bot/matcher/explain.ts'
import { lessonOf } from '../bot/lessons.ts'
import { openLesson } from '../bot/open-matchers.ts'
import { takeLesson } from '../bot/take-lesson.ts'
import type { Heard } from '../domain/faq.ts'
import { askBot, openBot } from './asking.ts'
import type { Answered } from './asking.ts'
import { answering, unansweredIn } from './owners-faq.ts'
import type { OwnersFaq } from './owners-faq.ts'

/** What `faq ask` tells. Also its `--json`. */
export interface AskReport {
  text: string
  /** The language of the entries that were asked. */
  language: string
  /** What it is written in, where the FAQ has none of it. */
  writesIn: string | null
  decision: 'answer' | 'choose' | 'unknown'
  /** What was heard besides a question, or instead of one. */
  heard: HeardReport | null
  /** What a visitor would read, in order: an answer, choices, an offer of a person, a move. */
  said: Said[]
  /** The words that the candidates are about, where they are not the text as it was written. */
  asked: string | null
  /** What was said before. */
  before: string | null
  /** Understood as going on from this entry. */
  after: string | null
  /** The FAQ in this language knew the words; the answer is in `language`. */
  askedIn: string | null
  corrected: Why['corrected']
  /** What is taken from what speaks for the candidates, as the text is like questions listed as unanswered. */
  doubt: number
  /** What it takes from what speaks for the first candidate that it is less near than usual to that one's phrasings, below 0
   *  then; or the little that it adds to be nearer. Null where nobody looks. */
  nearness: Why['nearness']
  candidates: Candidate[]
}

/** `alone`: there was no question in it. */
export type HeardReport = Pick<Heard, 'kind' | 'confidence' | 'alone' | 'spoke'>

export interface Said {
  kind: string
  /** Why a person is offered, or the conversation moves. */
  because?: string
  /** What the answer belongs to. */
  faqId?: string
  text?: string
  choices?: { faqId: string; question: string }[]
}

export interface Candidate extends CandidateWhy {
  question: string
  /** P(right), 0 to 1. */
  confidence: number
  file: string
  line: number
}

export interface Asking {
  /** What the visitor's browser asks for. */
  wanted: string | null
  /** What they said before. */
  after: string | null
  learned: LearnedPlace | null
}

/** Asks as a visitor would, and takes apart why. */
export async function askFaq(
  faq: OwnersFaq,
  text: string,
  { wanted, after, learned }: Asking,
): Promise<AskReport> {
  const bot = await openBot({ folder: faq.folder, learned })
  try {
    const texts = after === null ? [text] : [after, text]
    const { match, language, writesIn, said } = await askBot(bot, texts, wanted)
    const { keep } = bot.site()
    const asked = match.asked ?? text
    return {
      ...{ text, language, writesIn, decision: match.decision },
      heard: match.heard ? heardIn(match.heard) : null,
      said: said.map(toSaid),
      before: after,
      ...{ asked: match.asked ?? null, after: match.after?.faqId ?? null, askedIn: match.askedIn ?? null },
      ...(await whyOf(faq, asked, { language: match.askedIn ?? language, keep, learned })),
    }
  } finally {
    await bot.close()
  }
}

async function whyOf(
  faq: OwnersFaq,
  text: string,
  { language, keep, learned }: { language: string; keep: number; learned: LearnedPlace | null },
): Promise<Pick<AskReport, 'corrected' | 'doubt' | 'nearness' | 'candidates'>> {
  const entries = answering(faq.entries, language)
  const unanswered = unansweredIn(faq, language)
  const lesson = lessonOf({ language, keep, entries, unanswered })
  const matcher = await openLesson(lesson, await takeLesson(lesson, learned && readFrom(learned)))
  const { ranked, why } = matcher.explain(text)
  const candidates = why.candidates.map((candidate, at) => {
    const entry = entries.find(({ id }) => id === candidate.id)!
    const { question, file } = entry
    return { ...candidate, question, confidence: ranked[at]!.confidence, file, line: entry.lineOf([]) }
  })
  const doubt = why.unanswered === null ? 0 : Math.max(0, doubtOf(why.unanswered))
  return { corrected: why.corrected, doubt, nearness: why.nearness, candidates }
}

function readFrom(learned: LearnedPlace): LearnedCache {
  return createLearnedCache({ ...learned, mayWrite: false }, () => undefined)
}

function heardIn({ kind, confidence, alone, spoke }: Heard): HeardReport {
  return { kind, confidence, alone, ...(spoke && { spoke }) }
}

function toSaid(entry: Answered['said'][number]): Said {
  return {
    kind: entry.kind,
    ...('because' in entry && entry.because && { because: entry.because }),
    ...('faqId' in entry && entry.faqId && { faqId: entry.faqId }),
    ...('text' in entry && entry.text && { text: entry.text }),
    ...('choices' in entry && { choices: entry.choices }),
  }
}
