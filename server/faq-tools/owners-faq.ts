import { readFaq } from '../bot/faq-files.ts'
import type { FaqFile } from '../bot/faq-files.ts'
import type { FaqProblem } from '../bot/faq-problem.ts'
import type { WrittenEntry } from '../bot/faq-schema.ts'
import { readJsonFile } from '../bot/json-file.ts'
import type { JsonFile, JsonPath } from '../bot/json-file.ts'
import type { Site } from '../ports.ts'

/** A FAQ folder as its author sees it: every entry with its place. */
export interface OwnersFaq {
  folder: string
  /** What is right in site.json; null where that is too little. */
  site: Site | null
  siteFile: string
  siteLineOf(path: JsonPath): number
  entries: OwnEntry[]
  /** Questions that no entry of their language answers. */
  unanswered: UnansweredQuestion[]
  problems: FaqProblem[]
  /** What cannot be judged while a mistake hides it: one mistake is not told as many. */
  hidden: { ids: Set<string>; languages: Set<string> }
}

export interface UnansweredQuestion {
  text: string
  language: string
  file: string
  line: number
}

/** An entry that nothing is wrong with by itself; drafts included. */
export interface OwnEntry extends WrittenEntry {
  language: string
  file: string
  /** The line of something inside it, of its id for an empty path. */
  lineOf(path: JsonPath): number
}

/** Reads a folder; what is wrong in it is a problem, never an error. */
export async function readOwnersFaq(folder: string): Promise<OwnersFaq> {
  const { site, files, problems, closed } = await readFaq(folder)
  const siteJson = await readJsonFile(site.path)
  const entries: OwnEntry[] = []
  const unanswered: UnansweredQuestion[] = []
  for (const file of files) {
    const json = await readJsonFile(file.path)
    entries.push(...placed(file, json))
    unanswered.push(...placedUnanswered(file, json))
  }
  return {
    ...{ folder, site: site.rest, siteFile: site.path, entries, unanswered, problems },
    hidden: hiddenBy(problems, files, closed),
    siteLineOf: (path) => siteJson.lineOf(path),
  }
}

function hiddenBy(problems: FaqProblem[], files: FaqFile[], closed: string[]): OwnersFaq['hidden'] {
  const languageOf = new Map(files.map(({ path, language }) => [path, language]))
  const whole = problems.filter(({ entry }) => entry === undefined)
  return {
    ids: new Set(problems.flatMap(({ entry }) => entry ?? [])),
    languages: new Set([...closed, ...whole.flatMap(({ file }) => languageOf.get(file) ?? [])]),
  }
}

function placed({ path, language, entries }: FaqFile, json: JsonFile): OwnEntry[] {
  const written = (json.value as { entries?: { id?: unknown }[] } | undefined)?.entries ?? []
  return entries.map((entry) => {
    const index = written.findIndex((each) => each?.id === entry.id)
    return {
      ...entry,
      language,
      file: path,
      lineOf: (inside) => json.lineOf(['entries', index, ...(inside.length > 0 ? inside : ['id'])]),
    }
  })
}

function placedUnanswered({ path, language, unanswered }: FaqFile, json: JsonFile): UnansweredQuestion[] {
  return unanswered.map((text, at) => ({
    ...{ text, language, file: path },
    line: json.lineOf(['unanswered', at]),
  }))
}

/** The texts that a language's matcher learns as what it has no answer to. */
export function unansweredIn({ unanswered }: OwnersFaq, language: string): string[] {
  return unanswered.filter((each) => each.language === language).map(({ text }) => text)
}

/** Those that answer: the first of an id, and no drafts. Also what a language's matcher learns. */
export function answering(entries: OwnEntry[], language: string): OwnEntry[] {
  const seen = new Set<string>()
  return entries.filter((entry) => {
    if (entry.language !== language || entry.draft || seen.has(entry.id)) return false
    seen.add(entry.id)
    return true
  })
}
