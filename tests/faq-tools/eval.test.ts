import { join } from 'node:path'
import { format } from 'prettier'
import { expect, test } from 'vitest'
import type { EvalReport } from '../../server/faq-tools/eval.ts'
import { questionsJsonSchema } from '../../server/faq-tools/questions-file.ts'
import { faqFolder, faqTool } from './faq-folder.ts'

async function evaluated(questions: object, ...args: string[]) {
  const folder = await faqFolder(undefined, { 'questions.json': JSON.stringify(questions, null, 2) })
  return faqTool(folder, 'eval', join(folder, 'questions.json'), ...args)
}

const right = [
  { text: 'the shipping fee please', id: 'delivery-cost' },
  { text: 'Versandkosten', id: 'delivery-cost', language: 'de' },
  { text: 'xyzzy plugh', id: null },
]

test('questions that find what they should pass', async () => {
  const { out, code } = await evaluated({ language: 'en', questions: right })
  expect(out).toContain('2 answered rightly · 1 rightly not answered')
  expect(out).toContain('Passed.')
  expect(code).toBe(0)
})

test('a wrong answer fails, and is shown with what was said instead', async () => {
  const wrong = { text: 'shipping fee', id: 'opening-hours' }
  const { out, code } = await evaluated({ language: 'en', questions: [...right, wrong] })
  expect(out).toMatch(
    /questions\.json:18: “shipping fee” → opening-hours, but answered with delivery-cost 0\.\d\d/,
  )
  expect(out).toContain('answered wrongly: 25 %, but the file demands at most 0 %.')
  expect(code).toBe(1)
})

test('the file says how many wrong answers are borne, and what must be reached', async () => {
  const questions = [...right, { text: 'shipping fee', id: 'opening-hours' }]
  expect((await evaluated({ language: 'en', atMost: { wrong: 30 }, questions })).code).toBe(0)
  const { out, code } = await evaluated({
    language: 'en',
    atMost: { wrong: 30 },
    atLeast: { right: 90 },
    questions,
  })
  expect(out).toContain('answered or offered: 66.7 %, but the file demands at least 90 %.')
  expect(code).toBe(1)
})

test('where nothing is demanded, passing with questions that were not found says how little that means', async () => {
  const questions = [...right, { text: 'xyzzy', id: 'opening-hours' }]
  const demanding = await evaluated({ language: 'en', atLeast: { right: 50 }, questions })
  expect(demanding.out).toContain('\nPassed.\n')
  const { out, code } = await evaluated({ language: 'en', questions })
  expect(out).toContain('Passed: not too many wrong answers, and more is not demanded. See "atLeast".')
  expect(code).toBe(0)
})

test('for machines: counts, figures in percent, and every failure', async () => {
  const { out } = await evaluated(
    { language: 'en', questions: [...right, { text: 'xyzzy', id: 'opening-hours' }] },
    '--json',
  )
  expect(JSON.parse(out) as EvalReport).toMatchObject({
    passed: true,
    counts: { answered: 2, refused: 1, missed: 1, wrong: 0, offered: 0, guessed: 0 },
    figures: { answered: 66.7, right: 66.7, refused: 100, wrong: 0 },
    failures: [{ text: 'xyzzy', expected: 'opening-hours', outcome: 'missed', line: 18 }],
  })
})

test('mistakes in the file are named with their line', async () => {
  const { err, code } = await evaluated({ language: 'en', questions: [{ text: 'x', id: 'opening-hour' }] })
  expect(err).toContain(
    'questions.json:5: question 1 expects "opening-hour", but no entry has that id. Did you mean "opening-hours"?',
  )
  expect(code).toBe(1)
  const many = Array.from({ length: 30 }, () => ({ text: 'x', id: null, right: true }))
  const told = (await evaluated({ language: 'en', questions: many })).err
  expect(told).toContain('question 1 has an unknown field "right".')
  expect(told).toContain('… and 20 more.')
})

test('what a question lacks is told in the words of this file', async () => {
  const { err } = await evaluated({ questions: [{ text: 'x' }], atLeast: { right: 0.9 } })
  expect(err).toContain('the file has no language. Add "language": that of the questions, such as "en".')
  expect(err).toContain('question 1 has no id. Add "id": that of the entry that should answer, or null.')
  expect(err).toContain('"atLeast.right" is less than one percent. Write 90 for 90 %.')
})

// Written anew by `npx vitest run -u tests/faq-tools/eval.test.ts`.
test('questions.schema.json says what is checked', async () => {
  const text = await format(JSON.stringify(questionsJsonSchema(), null, 2), {
    parser: 'json',
    printWidth: 110,
  })
  await expect(text).toMatchFileSnapshot('../../faq-data/questions.schema.json')
})
