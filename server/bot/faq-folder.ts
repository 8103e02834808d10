import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FaqProblem } from './faq-problem.ts'
import { asCalled, codeOf, readJsonFile, whyUnreadable } from './json-file.ts'

/** What lies in a FAQ folder, before any of it is opened. */
export interface FaqFolder {
  /** In the order of their paths. */
  files: { path: string; language: string }[]
  /** Folders that cannot be looked into: what they hold is not gone, only out of sight. */
  closed: string[]
  /** Those folders, and files that look like FAQ files but lie or end in a way that nobody reads them. */
  problems: FaqProblem[]
}

/** The FAQ files of each folder in the folder; null where there is no such folder. */
export async function lookInto(folder: string): Promise<FaqFolder | null> {
  const names = await namesIn(folder)
  if (!Array.isArray(names)) return null
  const parts = await Promise.all(names.map((name) => lookAt(folder, name)))
  return {
    files: parts.flatMap(({ files }) => files ?? []),
    closed: parts.flatMap(({ closed }) => closed ?? []),
    problems: parts.flatMap(({ problems }) => problems ?? []),
  }
}

async function lookAt(folder: string, name: string): Promise<Partial<FaqFolder>> {
  const path = join(folder, name)
  const names = await namesIn(path)
  if (names === null) return { problems: await misplaced(path, name) }
  if (!Array.isArray(names))
    return { closed: [name], problems: [{ ...placeOf(path), message: whyUnreadable(names.code, 'folder') }] }
  const unread = await Promise.all(names.map((each) => unreadIn(path, name, each)))
  return {
    files: names.filter(isJson).map((each) => ({ path: join(path, each), language: name })),
    problems: unread.flat(),
  }
}

const isJson = (name: string) => /\.json$/i.test(name)
const placeOf = (path: string) => ({ file: asCalled(path), line: 1 })
/** Beside site.json they have other uses. */
const knownBeside = /^site\.json$|\.schema\.json$/

/** A FAQ file beside site.json. Questions for `faq eval` may lie there. */
async function misplaced(path: string, name: string): Promise<FaqProblem[]> {
  if (!isJson(name) || knownBeside.test(name)) return []
  const { value } = await readJsonFile(path)
  if (value === null || typeof value !== 'object' || !('entries' in value)) return []
  const message = `this file is not read here. Move it into the folder of its language, such as en/${name}.`
  return [{ ...placeOf(path), message }]
}

/** Windows hides the end of a name, so "x.json" that was saved as a text is "x.json.txt". */
async function unreadIn(folder: string, language: string, name: string): Promise<FaqProblem[]> {
  const path = join(folder, name)
  if (/\.json\.txt$|\.json[c5]$/i.test(name)) {
    const meant = name.replace(/(\.json)(\.txt|[c5])$/i, '$1')
    return [{ ...placeOf(path), message: `this file is not read. Rename it to "${meant}".` }]
  }
  if (isJson(name)) return []
  const inside = await namesIn(path)
  if (!Array.isArray(inside) || !inside.some(isJson)) return []
  const message = `the files in this folder are not read. Move them up into "${language}".`
  return [{ ...placeOf(path), message }]
}

/**
 * In order, without hidden ones (editors keep their own things there); null where there is no folder, and why where it
 * cannot be read.
 */
async function namesIn(folder: string): Promise<string[] | { code: string } | null> {
  try {
    if (!(await stat(folder)).isDirectory()) return null
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort()
  } catch (cause) {
    const code = codeOf(cause)
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : { code }
  }
}
