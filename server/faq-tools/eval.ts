import { choicesOf } from '../domain/choices.ts'
import type { FaqMatch } from '../domain/faq.ts'
import { askBot, openBot } from './asking.ts'
import type { FaqPlace } from './asking.ts'
import type { QuestionsFile } from './questions-file.ts'

/** More says nothing about what to mend. */
const insteadMax = 3

/**
 * `answered` rightly; `offered` as one of the choices; `missed`: not known, or only others offered; `wrong`: answered with
 * another entry. Of questions that have none: `refused`, or `guessed` where choices were offered, or `wrong`.
 */
export type Outcome = 'answered' | 'offered' | 'missed' | 'wrong' | 'refused' | 'guessed'

/** What `faq eval` found. Also its `--json`. */
export interface EvalReport {
  passed: boolean
  counts: Record<Outcome, number>
  /** In percent, null where there are no such questions. */
  figures: { answered: number | null; right: number | null; refused: number | null; wrong: number | null }
  /** Whether the file says what has to be reached. */
  demands: boolean
  /** What the file demands and is not reached. */
  short: { figure: string; is: number; demanded: number }[]
  failures: Failure[]
}

export interface Failure {
  text: string
  language: string
  expected: string | null
  outcome: Outcome
  file: string
  line: number
  /** What was said instead, best first. */
  instead: { decision: FaqMatch['decision']; ranked: { id: string; confidence: number }[] }
}

/** Asks every question and compares. Fails below what the file demands; any wrong answer is too many unless it says so. */
export async function evaluate(
  place: FaqPlace,
  path: string,
  file: QuestionsFile,
  lines: number[],
): Promise<EvalReport> {
  const counts: EvalReport['counts'] = {
    answered: 0,
    offered: 0,
    missed: 0,
    wrong: 0,
    refused: 0,
    guessed: 0,
  }
  const failures: Failure[] = []
  const bot = await openBot(place)
  try {
    for (const [at, { text, id, language = file.language }] of file.questions.entries()) {
      const { match } = await askBot(bot, [text], language)
      const outcome = outcomeOf(match, id)
      counts[outcome]++
      if (outcome === 'answered' || outcome === 'refused') continue
      const instead = { decision: match.decision, ranked: likeliest(match) }
      failures.push({ text, language, expected: id, outcome, file: path, line: lines[at]!, instead })
    }
  } finally {
    await bot.close()
  }
  const figures = figuresOf(counts, file.questions)
  const short = shortcomings(figures, file)
  const demands = Object.keys(file.atLeast ?? {}).length > 0
  return { passed: short.length === 0, demands, counts, figures, short, failures }
}

function outcomeOf(match: FaqMatch, expected: string | null): Outcome {
  if (match.decision === 'answer') return match.ranked[0]?.entry.id === expected ? 'answered' : 'wrong'
  const offered = choicesOf(match).map(({ entry }) => entry.id)
  if (expected === null) return offered.length > 0 ? 'guessed' : 'refused'
  return offered.includes(expected) ? 'offered' : 'missed'
}

function likeliest({ ranked }: FaqMatch): Failure['instead']['ranked'] {
  return ranked.slice(0, insteadMax).map(({ entry, confidence }) => ({ id: entry.id, confidence }))
}

function figuresOf(
  counts: EvalReport['counts'],
  questions: QuestionsFile['questions'],
): EvalReport['figures'] {
  const withEntry = questions.filter(({ id }) => id !== null).length
  const percent = (part: number, of: number) => (of === 0 ? null : Math.round((1000 * part) / of) / 10)
  return {
    answered: percent(counts.answered, withEntry),
    right: percent(counts.answered + counts.offered, withEntry),
    refused: percent(counts.refused, questions.length - withEntry),
    wrong: percent(counts.wrong, questions.length),
  }
}

function shortcomings(
  figures: EvalReport['figures'],
  { atLeast = {}, atMost }: QuestionsFile,
): EvalReport['short'] {
  const short: EvalReport['short'] = []
  for (const [figure, demanded] of Object.entries(atLeast)) {
    const is = figures[figure as keyof typeof figures]
    if (demanded !== undefined && is !== null && is < demanded) short.push({ figure, is, demanded })
  }
  if (figures.wrong !== null && figures.wrong > atMost.wrong)
    short.push({ figure: 'wrong', is: figures.wrong, demanded: atMost.wrong })
  return short
}
