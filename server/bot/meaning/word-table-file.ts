import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { writtenLanguage } from '../text/natural.ts'
import { unpackTable } from './word-table.ts'
import type { WordTable } from './word-table.ts'

// Beside the matcher's source; the built server is two folders below the project.
const usualFolder = new URL(
  import.meta.url.endsWith('.ts') ? '../words/' : '../../server/bot/words/',
  import.meta.url,
)

/** Languages whose table comes with the project: where it is missing, something was lost. */
const shipped = new Set('ar da de en es fi fr id it ja kk lt nl no pl pt ru sr sv tr uk zh'.split(' '))

const opened = new Map<string, Promise<WordTable | null>>()

/** The table of a language, read once a process. Null where there is none, or none that can be read: then questions are
 *  matched without, and a warning says so. */
export function openWordTable(language: string): Promise<WordTable | null> {
  const primary = writtenLanguage(language)
  const known = opened.get(primary)
  if (known) return known
  const table = loadWordTable(primary)
  opened.set(primary, table)
  return table
}

/** The same, read anew from a folder. */
export async function loadWordTable(language: string, folder = usualFolder): Promise<WordTable | null> {
  const primary = writtenLanguage(language)
  try {
    const file = await readTableFile(primary, folder)
    if (file) return unpackTable(file)
    return shipped.has(primary) ? warn(primary, folder, 'it is missing') : null
  } catch (cause) {
    return warn(primary, folder, cause instanceof Error ? cause.message : String(cause))
  }
}

/** The file of a language's table as it is; null where there is none. */
export async function readTableFile(language: string, folder = usualFolder): Promise<Buffer | null> {
  const primary = writtenLanguage(language)
  if (!/^[a-z]{2,3}$/.test(primary)) return null
  try {
    // At once: in turns with what else has to be done it takes ten times as long.
    return readFileSync(new URL(`${primary}.table`, folder))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  }
}

function warn(primary: string, folder: URL, reason: string): null {
  const file = fileURLToPath(new URL(`${primary}.table`, folder))
  process.emitWarning(
    `The word table ${file} cannot be used: ${reason}. Questions are matched without it, by the words they share` +
      ' with the FAQ. Put the file of the release back in its place, or make it anew: npm run word-table (docs/matcher.md).',
    { code: 'FRONTDESK_WORD_TABLE' },
  )
  return null
}
