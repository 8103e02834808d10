import { z } from 'zod'
import { didYouMean } from '../bot/did-you-mean.ts'
import type { FaqProblem } from '../bot/faq-problem.ts'
import { problemsOf } from '../bot/faq-sentences.ts'
import { readJsonFile } from '../bot/json-file.ts'

const text = z.string().regex(/\S/, { abort: true })
const languageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
const percent = z.number().min(0).max(100)
/** 0.9 is meant as a share, and would demand next to nothing. */
const percentToReach = percent.refine((value) => value === 0 || value >= 1, {
  error: 'is less than one percent. Write 90 for 90 %.',
})

const question = z.strictObject({
  text: text.describe('What a visitor writes, as people write: short, mistyped, with a greeting.'),
  id: z
    .string()
    .nullable()
    .describe(
      'The id of the entry that should answer. null: no entry does, and the assistant should say so.',
    ),
  language: languageTag.optional().describe('Where it is another one than that of the file.'),
  kind: text.optional().describe('Your own word for what it tries, such as "typo". Changes nothing.'),
})

const questionsFile = z
  .strictObject({
    $schema: z.string().optional().describe('Lets your editor complete and check this file.'),
    language: languageTag.describe('The language of the questions, such as "en".'),
    atLeast: z
      .strictObject({
        answered: percentToReach
          .optional()
          .describe('Answered rightly at once; of the questions with an id.'),
        right: percentToReach
          .optional()
          .describe('Answered rightly, or the right one among the choices; of the same.'),
        refused: percentToReach.optional().describe('Not answered; of the questions whose id is null.'),
      })
      .optional()
      .describe('Percent that must be reached.'),
    atMost: z
      .strictObject({
        wrong: percent.default(0).describe('Answered with another entry, or though no entry fits; of all.'),
      })
      .prefault({})
      .describe('Percent that must not be passed. Left out: no wrong answer at all.'),
    questions: z.array(question).min(1).describe('The questions with the entries they should find.'),
  })
  .meta({
    title: 'Questions',
    description: 'Questions and the FAQ entries that should answer them: npm run faq -- eval FILE.',
  })

export type QuestionsFile = z.output<typeof questionsFile>

/** What `faq-data/questions.schema.json` must say. */
export const questionsJsonSchema = () => z.toJSONSchema(questionsFile, { io: 'input', target: 'draft-7' })

/** Reads a file of questions; `known`: the ids that may stand in it. */
export async function readQuestions(
  path: string,
  known: Set<string>,
): Promise<{ file: QuestionsFile; lines: number[] } | { problems: FaqProblem[] }> {
  const json = await readJsonFile(path)
  const problems = json.mistakes.map((mistake): FaqProblem => ({ file: path, ...mistake }))
  if (json.value === undefined) return { problems }
  const parsed = questionsFile.safeParse(json.value)
  if (!parsed.success) {
    problems.push(...problemsOf(path, json, parsed.error.issues, questionsJsonSchema()))
    return { problems }
  }
  const lines = parsed.data.questions.map((_, at) => json.lineOf(['questions', at, 'text']))
  parsed.data.questions.forEach(({ id }, at) => {
    if (id === null || known.has(id)) return
    const advice = didYouMean(id, known, 'Use the id of an entry, or null.')
    problems.push({
      file: path,
      line: lines[at]!,
      message: `question ${at + 1} expects "${id}", but no entry has that id. ${advice}`,
    })
  })
  return problems.length > 0 ? { problems } : { file: parsed.data, lines }
}
