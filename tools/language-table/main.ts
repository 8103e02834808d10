// npm run language-table: makes server/bot/languages/languages.table from the package eld.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { hashOf, packLanguageTable } from '../../server/bot/language-table.ts'

interface Ngrams {
  languages: Record<string, string>
  /** Piece → number of the language → worth. Bytes above ASCII are written as letters, see eld's dictionary. */
  ngrams: Record<string, Record<string, number>>
}

/** Those the bot has sentences for, and those that are easily mistaken for them or have a script of their own. */
const languages = (
  'en de fr es it pt nl sv no da ru tr ms ar zh ja ' + 'pl cs fi uk ca ro hu ko el he fa hi th vi'
).split(' ')
/** Its Malay stands for Indonesian too: support questions in the two look alike. */
const renamed: Record<string, string> = { ms: 'id' }

const root = join(import.meta.dirname, '..', '..')
const target = join(root, 'server', 'bot', 'languages', 'languages.table')

/** The package exports neither; its version is pinned by the lock file. */
async function fromPackage(path: string): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(join(root, 'node_modules', 'eld', 'src', path)).href)) as Record<
    string,
    unknown
  >
}

const { ngrams, languages: names } = (await fromPackage('ngrams/small.js'))['ngramsData'] as Ngrams
const dictionary = (await fromPackage('dictionary.js'))['dictionary'] as string[]
const bytes = new Map(dictionary.slice(0x80).map((letter, index) => [letter, 0x80 + index]))

function toBytes(piece: string): Uint8Array {
  return Uint8Array.from(piece, (letter) => bytes.get(letter) ?? letter.charCodeAt(0))
}

const rows = Object.entries(ngrams).flatMap(([written, worths]) => {
  const piece = written.slice(written.startsWith(' ') ? 1 : 0, written.endsWith(' ') ? -1 : undefined)
  const hash = hashOf(toBytes(piece), written.startsWith(' '), written.endsWith(' '))
  return Object.entries(worths).flatMap(([number, worth]) => {
    const language = languages.indexOf(names[number] ?? '')
    return language < 0 ? [] : [{ hash, language, worth }]
  })
})

const table = packLanguageTable(
  languages.map((language) => renamed[language] ?? language),
  rows,
)
writeFileSync(target, table)
console.log(`${target}: ${languages.length} languages, ${rows.length} rows, ${table.length} bytes`)
