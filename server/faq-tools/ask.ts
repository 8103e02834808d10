import { createMatcher } from '../bot/matcher/matcher.ts'
import type { CandidateWhy, Why } from '../bot/matcher/explain.ts'
import { askBot, openBot } from './asking.ts'
import type { Answered } from './asking.ts'
import { answering, toLearn } from './owners-faq.ts'
import type { OwnersFaq } from './owners-faq.ts'

/** What `faq ask` tells. Also its `--json`. */
export interface AskReport {
  text: string
  /** The language of the entries that were asked. */
  language: string
  decision: 'answer' | 'choose' | 'unknown'
  /** What a visitor would read, in order: an answer, choices, an offer of a person, a move. */
  said: Said[]
  corrected: Why['corrected']
  candidates: Candidate[]
}

export interface Said {
  kind: string
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

/** Asks as a visitor would, and takes apart why. `wanted`: the language that the visitor's browser asks for. */
export async function askFaq(faq: OwnersFaq, text: string, wanted: string | null): Promise<AskReport> {
  const bot = await openBot(faq.folder)
  try {
    const { match, language, said } = await askBot(bot, text, wanted ? [wanted] : [])
    const { keep } = bot.site()
    return {
      text,
      language,
      decision: match.decision,
      said: said.map(toSaid),
      ...(await whyOf(faq, text, language, keep)),
    }
  } finally {
    await bot.close()
  }
}

async function whyOf(
  faq: OwnersFaq,
  text: string,
  language: string,
  keep: number,
): Promise<Pick<AskReport, 'corrected' | 'candidates'>> {
  const entries = answering(faq.entries, language)
  const matcher = await createMatcher(entries.map(toLearn), { language, keep })
  const { ranked, why } = matcher.explain(text)
  const candidates = why.candidates.map((candidate, at) => {
    const entry = entries.find(({ id }) => id === candidate.id)!
    const { question, file } = entry
    return { ...candidate, question, confidence: ranked[at]!.confidence, file, line: entry.lineOf([]) }
  })
  return { corrected: why.corrected, candidates }
}

function toSaid(entry: Answered['said'][number]): Said {
  return {
    kind: entry.kind,
    ...('faqId' in entry && entry.faqId && { faqId: entry.faqId }),
    ...('text' in entry && entry.text && { text: entry.text }),
    ...('choices' in entry && { choices: entry.choices }),
  }
}
