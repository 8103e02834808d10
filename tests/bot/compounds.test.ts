import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rowsOfParts } from '../../server/bot/meaning/compounds.ts'
import { createMatcher } from '../../server/bot/matcher/matcher.ts'
import { createReader } from '../../server/bot/text/normalise.ts'
import { openWordTable } from '../../server/bot/meaning/word-table-file.ts'
import { TableRows } from '../../server/bot/meaning/word-table-format.ts'
import { unpackTable } from '../../server/bot/meaning/word-table.ts'
import { packTable } from '../../tools/word-table/table.ts'

/** A table of German, or of another language, that knows these words. */
function pack(words: string[], { language = 'de', from }: { language?: string; from?: string } = {}): Buffer {
  const vectors = Float32Array.from(words.flatMap((_, at) => [Math.cos(at), Math.sin(at)]))
  return packTable({ language, words, vectors, dimensions: 2, ...(from && { from }) })
}

function partsOf(word: string, words: string[]): string[] {
  const rows = new TableRows(pack(words))
  return rowsOfParts(word, rows).map((row) => rows.word(row))
}

test('a word is taken apart into known ones from its beginning to its end, with what joins them', () => {
  const known = ['arbeit', 'stund', 'versand', 'kost', 'rechnung', 'ein']
  expect(partsOf('versandkost', known)).toEqual(['versand', 'kost'])
  expect(partsOf('arbeitsstund', known)).toEqual(['arbeit', 'stund'])
  expect(partsOf('versandkostenrechnung', known)).toEqual(['versand', 'kost', 'rechnung'])
  expect(partsOf('schein', known)).toEqual([])
  expect(partsOf('expresskost', known)).toEqual([])
  expect(partsOf('versandes', known)).toEqual([])
  expect(partsOf('', known)).toEqual([])
})

test('of several ways to take a word apart the one with the fewest words counts, and then the one with the longest', () => {
  expect(partsOf('reparaturpreis', ['rep', 'ara', 'tur', 'reparatur', 'preis'])).toEqual([
    'reparatur',
    'preis',
  ])
  expect(partsOf('lieferzeit', ['lief', 'liefer', 'zeit'])).toEqual(['liefer', 'zeit'])
  expect(partsOf('haustur', ['hau', 'haus', 'tur'])).toEqual(['haus', 'tur'])
  expect(partsOf('staubecken', ['staub', 'stau', 'ecken', 'becken'])).toEqual(['stau', 'becken'])
})

test('a compound that a translated table does not know means what its parts mean', async () => {
  const words = ['versand', 'kost', 'versandart']
  const table = unpackTable(pack(words, { from: 'en' }))
  const read = await createReader('de')
  expect(table.embed(read('Versandkosten'))).toEqual(table.embed(read('Versand Kosten')))
  expect(table.embed(read('Versandart'))).not.toEqual(table.embed(read('Versand')))
  expect(unpackTable(pack(words)).embed(read('Versandkosten'))).toBeNull()
  const lithuanian = unpackTable(pack(words, { language: 'lt', from: 'en' }))
  expect(lithuanian.embed(read('Versandkosten'))).not.toEqual(table.embed(read('Versandkosten')))
})

test.each([
  ['da', 'gavekortet', 'gave kortet'],
  ['de', 'Sendungsverfolgung', 'Sendung Verfolgung'],
  ['fi', 'lahjakortti', 'lahja kortti'],
  ['nb', 'åpningstider', 'åpning tider'],
  ['nl', 'kortingscode', 'korting code'],
  ['sv', 'presentkort', 'present kort'],
])(
  'the table that comes with the project for %s knows the parts of %s',
  async (language, compound, parts) => {
    const read = await createReader(language)
    const table = (await openWordTable(language))!
    expect(table.embed(read(compound))).toEqual(table.embed(read(parts)))
  },
)

test('a question finds the entry that has only compounds, none of them its words', async () => {
  const shop = [
    { id: 'delivery', phrasings: ['Versandkosten', 'Lieferzeit', 'Expresslieferung'] },
    { id: 'voucher', phrasings: ['Geschenkgutschein', 'Rabattcode', 'Gutscheinkarte'] },
    { id: 'hours', phrasings: ['Öffnungszeiten', 'Ladenschluss', 'Feiertage'] },
  ]
  const matcher = await createMatcher(shop, { language: 'de' })
  expect(matcher.match('Preis fürs Schicken').ranked[0]!.id).toBe('delivery')
  expect(matcher.match('ein Präsent kaufen').ranked[0]!.id).toBe('voucher')
})

test('however a word is made up, the table is asked a few times a letter', async () => {
  let asked = 0
  class CountingRows extends TableRows {
    override firstFrom(word: string): number {
      asked++
      return super.firstFrom(word)
    }
  }
  const file = fileURLToPath(new URL('../../server/bot/words/nl.table', import.meta.url))
  const rows = new CountingRows(await readFile(file))
  for (const piece of ['en', 'e', 'de', 'es', 'derdie', 'verzendkosten', 'aaaaaaaa']) {
    asked = 0
    rowsOfParts(piece.repeat(4000).slice(0, 4000), rows)
    expect({ piece, many: asked > 40 * 4000 }).toEqual({ piece, many: false })
  }
})
