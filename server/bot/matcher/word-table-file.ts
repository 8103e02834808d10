import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { primaryLanguage } from './natural.ts'
import { unpackTable } from './word-table.ts'
import type { WordTable } from './word-table.ts'

/** From the source, and from the built server in `dist/server/`. */
const usualFolders = ['../words/', '../../server/bot/words/'].map(
  (folder) => new URL(folder, import.meta.url),
)

/** Languages whose table comes with the project: where it is missing, something was lost. */
const shipped = ['en']

const opened = new Map<string, Promise<WordTable | null>>()

/** The table of a language, read once a process. Null where there is none, or none that can be read: then questions are
 *  matched without, and a warning says so. */
export function openWordTable(language: string): Promise<WordTable | null> {
  const primary = primaryLanguage(language)
  const known = opened.get(primary)
  if (known) return known
  const table = loadWordTable(primary)
  opened.set(primary, table)
  return table
}

/** The same, read anew from the first of these folders that has it. */
export async function loadWordTable(language: string, folders = usualFolders): Promise<WordTable | null> {
  const primary = primaryLanguage(language)
  const found = await findTableFile(primary, folders)
  if (!found) {
    if (shipped.includes(primary)) warn(new URL(`${primary}.table`, folders[0]), 'it is missing')
    return null
  }
  if ('cause' in found) return warn(found.url, reasonOf(found.cause))
  try {
    return unpackTable(found.file)
  } catch (cause) {
    return warn(found.url, reasonOf(cause))
  }
}

/** The file of a language's table as it is; null where there is none that can be read. */
export async function readTableFile(language: string): Promise<Buffer | null> {
  const found = await findTableFile(primaryLanguage(language), usualFolders)
  return found && 'file' in found ? found.file : null
}

type Found = { url: URL; file: Buffer } | { url: URL; cause: unknown }

async function findTableFile(primary: string, folders: URL[]): Promise<Found | null> {
  if (!/^[a-z]{2,3}$/.test(primary)) return null
  for (const folder of folders) {
    const url = new URL(`${primary}.table`, folder)
    try {
      return { url, file: await readFile(url) }
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) return { url, cause }
    }
  }
  return null
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

function warn(url: URL, reason: string): null {
  process.emitWarning(
    `The word table ${fileURLToPath(url)} cannot be used: ${reason}. Questions are matched without it, by the words they share` +
      ' with the FAQ. Put the file of the release back in its place, or make it anew: npm run word-table (docs/matcher.md).',
    { code: 'FRONTDESK_WORD_TABLE' },
  )
  return null
}
