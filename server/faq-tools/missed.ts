import { textOf } from '../bot/matcher/learned-faq.ts'
import { createReader } from '../bot/text/normalise.ts'
import type { FaqMatch } from '../domain/faq.ts'
import { askBot, openBot } from './asking.ts'
import type { FaqPlace } from './asking.ts'
import type { AskedQuestion } from './missed-questions.ts'
import { unansweredIn } from './owners-faq.ts'
import type { OwnersFaq } from './owners-faq.ts'

/** Of what the bot did not know in ten shops, the nearest entry was meant by one in five from here on, by one in 23 below. */
const nearLeast = 0.2

/** What visitors asked and got no useful answer to. Also the `--json` of `faq missed`. */
export interface MissedReport {
  /** Those in which something was said in this time. */
  conversations: number
  /** Questions that were missed in it; today's FAQ answers some, or says of them that it does not. */
  missed: number
  answeredNow: number
  listedAsUnanswered: number
  /** What is left to do, by the entry that is nearest; what visitors met most often first, what is near none last. */
  groups: MissedGroup[]
}

export interface MissedGroup {
  /** Of the FAQ that was asked. */
  language: string
  nearest: { id: string; question: string; file: string; line: number } | null
  times: number
  questions: AskedQuestion[]
}

/** Asks each question again. */
export async function reportMissed(
  faq: OwnersFaq,
  place: FaqPlace,
  { conversations, questions }: { conversations: number; questions: AskedQuestion[] },
): Promise<MissedReport> {
  const isListed = await createListed(faq)
  const report: MissedReport = {
    ...{ conversations, missed: 0, answeredNow: 0, listedAsUnanswered: 0, groups: [] },
  }
  const bot = await openBot(place)
  try {
    for (const question of questions) {
      const { match, language } = await askBot(bot, [question.text], question.language)
      report.missed += question.times
      if (isListed(question.text, language)) report.listedAsUnanswered += question.times
      else if (isAnswered(match, question)) report.answeredNow += question.times
      else addTo(groupFor(report.groups, faq, match, language), question)
    }
  } finally {
    await bot.close()
  }
  const isNear = ({ nearest }: MissedGroup) => Number(nearest !== null)
  report.groups.sort((a, b) => isNear(b) - isNear(a) || b.times - a.times)
  for (const group of report.groups) group.questions.sort((a, b) => b.times - a.times)
  return report
}

/** With something else than what did not help then; or it is no question to the bot any more. */
function isAnswered({ decision, ranked, heard }: FaqMatch, { given }: AskedQuestion): boolean {
  if (decision === 'answer') return !given.includes(ranked[0]!.entry.id)
  return heard?.alone === true
}

function groupFor(groups: MissedGroup[], faq: OwnersFaq, match: FaqMatch, language: string): MissedGroup {
  const best = match.ranked[0]
  const id = best && best.confidence >= nearLeast ? best.entry.id : null
  const entry = faq.entries.find((each) => each.id === id && each.language === language && !each.draft)
  const known = groups.find((group) => group.language === language && group.nearest?.id === entry?.id)
  if (known) return known
  const nearest = entry && {
    ...{ id: entry.id, question: entry.question, file: entry.file },
    line: entry.lineOf(['phrasings']),
  }
  const group: MissedGroup = { language, nearest: nearest ?? null, times: 0, questions: [] }
  groups.push(group)
  return group
}

function addTo(group: MissedGroup, question: AskedQuestion): void {
  group.times += question.times
  group.questions.push(question)
}

/** Whether the FAQ has a text under "unanswered", word for word as the matcher reads it. */
async function createListed(faq: OwnersFaq): Promise<(text: string, language: string) => boolean> {
  const listed = new Map<string, (text: string) => boolean>()
  for (const language of faq.site?.languages ?? []) {
    const read = await createReader(language)
    const texts = new Set(unansweredIn(faq, language).map((text) => textOf(read(text))))
    listed.set(language, (text) => texts.has(textOf(read(text))))
  }
  return (text, language) => listed.get(language)?.(text) ?? false
}
