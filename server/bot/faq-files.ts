import { join } from 'node:path'
import type { Site } from '../ports.ts'
import { crossProblems } from './faq-cross-check.ts'
import { lookInto } from './faq-folder.ts'
import type { FaqProblem } from './faq-problem.ts'
import { faqEntry, faqFile, faqJsonSchema, siteFile, siteJsonSchema } from './faq-schema.ts'
import type { WrittenEntry } from './faq-schema.ts'
import { problemsOf } from './faq-sentences.ts'
import { asCalled, readJsonFile } from './json-file.ts'
import type { JsonFile } from './json-file.ts'

/** Everything below a FAQ folder at one moment. */
export interface FaqReading {
  site: SiteFile
  /** Of every language folder, in the order of their paths. */
  files: FaqFile[]
  /** All of them, in the order of the files. */
  problems: FaqProblem[]
  /** False where there is no such folder (any more), which says nothing about its files. */
  complete: boolean
  /** Languages whose folder cannot be looked into, which says nothing about their files either. */
  closed: string[]
}

export interface SiteFile {
  path: string
  digest: string
  /** Null where it has a mistake. */
  site: Site | null
  /** What it says without that, where nothing is missing then: for a start it is better than no desk. */
  rest: Site | null
}

export interface FaqFile {
  path: string
  language: string
  /** Equal for equal content. */
  digest: string
  topic: string
  /** Questions that no entry answers. */
  unanswered: string[]
  /** Those without a mistake, drafts included. */
  entries: WrittenEntry[]
  /** Without any problem: it may take the place of its last good version. */
  sound: boolean
}

/** A file together with what only its checking needs. */
export interface OpenFile extends FaqFile {
  json: JsonFile
  problems: FaqProblem[]
}

export interface OpenSite extends SiteFile {
  json: JsonFile
  problems: FaqProblem[]
}

/** Reads site.json and <language>/*.json. What authors get wrong is a problem with its line, never an error. */
export async function readFaq(folder: string): Promise<FaqReading> {
  const site = await openSite(folder)
  const found = await lookInto(folder)
  const files: OpenFile[] = []
  // One by one: each lets go of the processor, so that a large FAQ holds up no conversation.
  for (const { path, language } of found?.files ?? []) files.push(await openFile(path, language))
  const unread = found?.problems ?? []
  const cross = crossProblems(site, files, unread.length === 0)
  const problems = [...inOrder([site, ...files], cross), ...unread]
  return {
    site: { path: site.path, digest: site.digest, site: site.site, rest: site.rest },
    files: files.map(({ path, language, digest, topic, unanswered, entries }) => {
      const sound = !problems.some(({ file }) => file === path)
      return { path, language, digest, topic, unanswered, entries, sound }
    }),
    problems,
    complete: found !== null,
    closed: found?.closed ?? [],
  }
}

function inOrder(files: { path: string; problems: FaqProblem[] }[], cross: FaqProblem[]): FaqProblem[] {
  return files.flatMap(({ path, problems }) =>
    [...problems, ...cross.filter(({ file }) => file === path)].sort((a, b) => a.line - b.line),
  )
}

const noSite = 'there is no such file. Put it there, or set FAQ_DIR to the right folder.'

/** site.json alone: enough to open the door with. */
export async function openSite(folder: string): Promise<OpenSite> {
  const where = join(folder, 'site.json')
  const path = asCalled(where)
  const json = await readJsonFile(where, noSite)
  const problems = json.mistakes.map((mistake) => ({ file: path, ...mistake }))
  const open = { path, digest: json.digest, json, problems, site: null, rest: null }
  if (json.value === undefined) return open
  const parsed = siteFile.safeParse(json.value)
  if (!parsed.success) problems.push(...problemsOf(path, json, parsed.error.issues, siteJsonSchema()))
  const rest = parsed.success ? toSite(parsed.data) : withoutWrong(json.value, parsed.error.issues)
  return { ...open, site: problems.length > 0 ? null : rest, rest }
}

function toSite({ $schema: _, ...site }: Site & { $schema?: string | undefined }): Site {
  return site
}

/** Fields that are wrong take their usual value; null where one of them has none. */
function withoutWrong(value: unknown, issues: { path: PropertyKey[]; keys?: string[] }[]): Site | null {
  if (value === null || typeof value !== 'object') return null
  const wrong = new Set(issues.flatMap(({ path, keys }) => (path.length > 0 ? [path[0]] : (keys ?? []))))
  const right = Object.entries(value).filter(([name]) => !wrong.has(name))
  const parsed = siteFile.safeParse(Object.fromEntries(right))
  return parsed.success ? toSite(parsed.data) : null
}

const nothing = { topic: '', unanswered: [], entries: [] }

async function openFile(where: string, language: string): Promise<OpenFile> {
  const path = asCalled(where)
  const json = await readJsonFile(where)
  const problems = json.mistakes.map((mistake): FaqProblem => ({ file: path, ...mistake }))
  const open = { path, language, digest: json.digest, json, problems, sound: false, ...nothing }
  if (json.value === undefined) return open
  const parsed = faqFile.safeParse(json.value)
  if (parsed.success) {
    const { topic, unanswered, entries } = parsed.data
    return { ...open, topic, unanswered, entries }
  }
  problems.push(...problemsOf(path, json, parsed.error.issues, faqJsonSchema()))
  return { ...open, ...salvage(json.value) }
}

/** The entries that nothing is wrong with: at the start they are better than none. */
function salvage(value: unknown): Pick<FaqFile, 'topic' | 'unanswered' | 'entries'> {
  if (value === null || typeof value !== 'object') return nothing
  const { topic, unanswered, entries } = value as { topic?: unknown; unanswered?: unknown; entries?: unknown }
  return {
    topic: typeof topic === 'string' ? topic : '',
    unanswered: (Array.isArray(unanswered) ? unanswered : []).filter((each) => typeof each === 'string'),
    entries: (Array.isArray(entries) ? entries : []).flatMap((entry: unknown) => {
      const parsed = faqEntry.safeParse(entry)
      return parsed.success ? [parsed.data] : []
    }),
  }
}
