import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readOwnSet } from '../../bench/match/sets.ts'
import { readFaq } from '../../server/bot/faq-files.ts'
import { openBook } from '../../server/bot/faq-book.ts'
import { createMatcher } from '../../server/bot/matcher/matcher.ts'
import type { FaqMatch } from '../../server/domain/faq.ts'
import { followUp, mayFollowUp } from '../../server/domain/follow-up.ts'

/** What was asked, the entry that answered it, what is asked then, and the entries that answer that. */
type Dialogue = [asked: string, answeredBy: string, then: string, wanted: string[]]

const dialogues = JSON.parse(readFileSync(join(import.meta.dirname, 'dialogues.json'), 'utf8')) as Record<
  string,
  { followUps: Dialogue[]; fresh: Dialogue[] }
>
const reading = await readFaq(join(import.meta.dirname, '../../faq-data'))
if (!reading.site.site) throw new Error('site.json is unusable')
const book = openBook(reading.site.site, reading.files, String)

async function botIn(language: string) {
  const matcher = await createMatcher(book.entries(language), {
    ...{ language, keep: book.site.keep },
    unanswered: book.unanswered(language),
  })
  const match = (text: string): FaqMatch => {
    const { decision, ranked } = matcher.match(text)
    const found = ranked.map(({ id, confidence }) => ({ entry: book.entry(id, language)!, confidence }))
    return { decision, ranked: found }
  }
  const answerTo = ({ decision, ranked }: FaqMatch) => (decision === 'answer' ? ranked[0]!.entry.id : null)
  return {
    alone: (then: string) => answerTo(match(then)),
    after(answeredBy: string, then: string) {
      const about = book.entry(answeredBy, language)!
      const fresh = match(then)
      const together = mayFollowUp(then, fresh)
        ? followUp(fresh, match(`${about.topic} ${then}`), match(about.topic), about)
        : null
      return answerTo(together ?? fresh)
    },
  }
}

function judge(dialogues: Dialogue[], answer: (dialogue: Dialogue) => string | null) {
  const figures = { right: 0, wrong: 0, none: 0 }
  for (const dialogue of dialogues) {
    const given = answer(dialogue)
    const wanted = dialogue[3]
    if (given === null) figures[wanted.length === 0 ? 'right' : 'none']++
    else figures[wanted.includes(given) ? 'right' : 'wrong']++
  }
  return figures
}

// Without what was talked about: en 29 of 48, de 8 of 10, ar 6 of 10.
test.each([
  ['en', { right: 33, wrong: 7 }],
  ['de', { right: 8, wrong: 2 }],
  ['ar', { right: 7, wrong: 2 }],
])('%s: more short questions are answered rightly after an answer than alone', async (language, bound) => {
  const bot = await botIn(language)
  const { followUps } = dialogues[language]!
  const alone = judge(followUps, ([, , then]) => bot.alone(then))
  const after = judge(followUps, ([, answeredBy, then]) => bot.after(answeredBy, then))
  expect(after.right).toBeGreaterThanOrEqual(bound.right)
  expect(after.wrong).toBeLessThanOrEqual(bound.wrong)
  expect(after.right).toBeGreaterThanOrEqual(alone.right)
})

test.each(['en', 'de', 'ar'])(
  '%s: a fresh question, thanks and nonsense are what they were',
  async (language) => {
    const bot = await botIn(language)
    for (const [, answeredBy, then] of dialogues[language]!.fresh)
      expect({ then, answer: bot.after(answeredBy, then) }).toEqual({ then, answer: bot.alone(then) })
  },
)

test.each(['en', 'de', 'ar'])(
  '%s: after any answer, no question that alone is answered gets another answer',
  async (language) => {
    const bot = await botIn(language)
    const topics = new Map(book.entries(language).map((entry) => [entry.topic, entry.id]))
    let changed = 0
    let wrong = 0
    for (const { text, id } of readOwnSet(language).queries) {
      const alone = bot.alone(text)
      for (const answeredBy of topics.values()) {
        const after = bot.after(answeredBy, text)
        if (alone !== null) expect({ text, after }).toEqual({ text, after: alone })
        changed++
        if (alone === null && after !== null && after !== id) wrong++
      }
    }
    expect(wrong / changed).toBeLessThanOrEqual(0.01)
  },
)
