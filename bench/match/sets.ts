import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MatcherEntry } from '../../server/bot/matcher/matcher.ts'

/** A FAQ and questions asked of it. */
export interface MatchSet {
  name: string
  language: string
  entries: MatcherEntry[]
  /** Questions that no entry answers, as the FAQ lists them. */
  unanswered?: string[]
  /** How eager the bot is; the matcher's own default where left out. */
  keep?: number | undefined
  queries: Question[]
}

/** `id` is null where the FAQ has no entry for the question. The `kind` says what is hard about it, where the set names it:
 *  mistyped, or without an entry and near the FAQ's topic or far from it. */
export interface Question {
  text: string
  id: string | null
  kind?: 'typo' | 'near' | 'far'
}

interface FaqFile {
  entries: MatcherEntry[]
  unanswered?: string[]
}

const root = join(import.meta.dirname, '../..')
const faqFolder = join(root, 'faq-data')
const questionsFolder = join(root, 'tests/bot')

/** The sets of a folder of `NAME.json` files, all of them or those named, in the order of their names. */
export function readSets(folder: string, names?: string[]): MatchSet[] {
  const found = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
  const files = names ? names.map((name) => `${name}.json`) : found
  const missing = files.find((file) => !found.includes(file))
  if (missing) throw new Error(`${join(folder, missing)}: no such set. There are: ${found.join(' ')}`)
  return files.map((file) => {
    const set = readJson<Omit<MatchSet, 'name'>>(join(folder, file))
    return { ...set, name: file.replace(/\.json$/, '') }
  })
}

/** The project's own FAQ and questions in one language, as `own-en`. */
export function readOwnSet(language: string): MatchSet {
  const folder = join(faqFolder, language)
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
  const faq = files.map((file) => readJson<FaqFile>(join(folder, file)))
  const entries = faq.flatMap((file) => file.entries)
  const unanswered = faq.flatMap((file) => file.unanswered ?? [])
  const { questions } = readJson<{ questions: Question[] }>(
    join(questionsFolder, `questions.${language}.json`),
  )
  const { keep } = readJson<{ keep: number }>(join(faqFolder, 'site.json'))
  return { name: `own-${language}`, language, entries, unanswered, keep, queries: questions }
}

/** The project's own sets in all languages that have a FAQ and questions. */
export function readOwnSets(): MatchSet[] {
  return readdirSync(faqFolder, { withFileTypes: true })
    .filter((item) => item.isDirectory() && existsSync(join(questionsFolder, `questions.${item.name}.json`)))
    .map((item) => readOwnSet(item.name))
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T
}
