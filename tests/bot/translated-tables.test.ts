import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createMatcher } from '../../server/bot/matcher/matcher.ts'
import { createReader } from '../../server/bot/text/normalise.ts'
import { openWordTable } from '../../server/bot/meaning/word-table-file.ts'
import { TableRows } from '../../server/bot/meaning/word-table-format.ts'
import { unpackTable } from '../../server/bot/meaning/word-table.ts'
import type { WordTable } from '../../server/bot/meaning/word-table.ts'
import { alignWords } from '../../tools/word-table/word-alignment.ts'
import { packTable } from '../../tools/word-table/table.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const words = fileURLToPath(new URL('../../server/bot/words/', import.meta.url))

/** The cosine of two texts of a language. */
async function likeness(language: string, table: WordTable, one: string, other: string): Promise<number> {
  const read = await createReader(language)
  const [a, b] = [table.embed(read(one)), table.embed(read(other))]
  return a && b ? a.reduce((sum, value, d) => sum + value * b[d]!, 0) : NaN
}

test('which word stands for which is learned from texts and their translations alone', () => {
  // 0 the, 1 house, 2 book, 3 red; 0 das, 1 haus, 2 buch, 3 rotes.
  const texts = [
    { from: [0, 1], to: [0, 1] },
    { from: [0, 2], to: [0, 2] },
    { from: [3, 2], to: [3, 2] },
    { from: [0, 3, 1], to: [0, 3, 1] },
  ].map(({ from, to }) => ({ from: Int32Array.from(from), to: Int32Array.from(to) }))
  const chances = alignWords(texts, 4)
  chances.forEach((of, word) => {
    const [likeliest] = [...of].sort(([, a], [, b]) => b - a)
    expect(likeliest![0]).toBe(word)
    expect([...of.values()].reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 3)
  })
})

test('the tool makes a table from translations, whose words mean what they stand for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'words-'))
  try {
    const pairs = ['parcel\tpaczka', 'my parcel\tmoja paczka', 'my bill\tmój rachunek', 'the bill\trachunek']
    await writeFile(join(folder, 'pairs.tsv'), [...pairs, 'no translation', ''].join('\n'))
    const out = join(folder, 'pl.table')
    const options = ['--pairs', join(folder, 'pairs.tsv'), '--language', 'pl', '--out', out]
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'tools/word-table/main.ts', 'translate', ...options],
      { cwd: root },
    )
    expect(stdout).toContain('4 texts with translations, 4 different words')
    const rows = new TableRows(await readFile(out))
    expect(rows.from).toBe('en')
    const english = new TableRows(await readFile(join(words, 'en.table')))
    const cosine = (polish: string, stem: string): number => {
      const [a, b] = [new Float32Array(64), new Float32Array(64)]
      rows.add(rows.rowOf(polish), a)
      english.add(english.rowOf(stem), b)
      return a.reduce((sum, value, d) => sum + value * b[d]!, 0) / Math.hypot(...a) / Math.hypot(...b)
    }
    expect(cosine('paczka', 'parcel')).toBeGreaterThan(0.9)
    expect(cosine('rachunek', 'bill')).toBeGreaterThan(0.9)
    expect(cosine('paczka', 'bill')).toBeLessThan(0.7)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('in a translated table an unknown form is taken for the words that begin like it; in another it is not', async () => {
  const parts = {
    language: 'qaa',
    words: ['siunta', 'siuntos', 'oras'],
    vectors: Float32Array.from([1, 0, 0.6, 0.8, -1, 0]),
    dimensions: 2,
  }
  const read = await createReader('qaa')
  const embed = (table: WordTable, text: string) => table.embed(read(text)) && [...table.embed(read(text))!]
  const translated = unpackTable(packTable({ ...parts, from: 'en' }))
  const between = embed(translated, 'siuntų')!
  expect(between[0]).toBeGreaterThan(0.8)
  expect(between[1]).toBeGreaterThan(0.3)
  expect(embed(translated, 'siuntei')).toEqual(between)
  expect(embed(translated, 'siuntinys')).toBeNull()
  expect(embed(translated, 'siena')).toBeNull()
  expect(embed(translated, 'oro')).toBeNull()
  expect(embed(unpackTable(packTable(parts)), 'siuntų')).toBeNull()
})

test('in a script without spaces the longest known words of a run are what it means', async () => {
  const parts = {
    language: 'zh',
    words: ['退', '退款', '时间'],
    vectors: Float32Array.from([-1, 0, 1, 0, 0, 1]),
    dimensions: 2,
  }
  const table = unpackTable(packTable({ ...parts, from: 'en' }))
  const read = await createReader('zh')
  const [refund, time] = table.embed(read('我的退款要多长时间?'))!
  expect(refund).toBeCloseTo(Math.SQRT1_2, 2)
  expect(time).toBeCloseTo(Math.SQRT1_2, 2)
  expect(table.embed(read('退'))![0]).toBe(-1)
  expect(table.embed(read('天气'))).toBeNull()
})

// Two words that mean nearly the same and share few letters, and one of another matter.
test.each([
  ['ar', 'سعر', 'تكلفة', 'مطر'],
  ['da', 'pris', 'omkostninger', 'regn'],
  ['de', 'preis', 'kosten', 'wetter'],
  ['es', 'precio', 'coste', 'lluvia'],
  ['fi', 'hinta', 'kustannus', 'sade'],
  ['fr', 'prix', 'coût', 'pluie'],
  ['id', 'harga', 'biaya', 'hujan'],
  ['it', 'prezzo', 'costo', 'pioggia'],
  ['ja', '価格', '費用', '天気'],
  ['kk', 'баға', 'құны', 'жаңбыр'],
  ['lt', 'paveikslas', 'nuotrauka', 'lietus'],
  ['nb', 'bilde', 'foto', 'regn'],
  ['nl', 'prijs', 'kosten', 'regen'],
  ['no', 'pris', 'kostnad', 'været'],
  ['pl', 'cena', 'koszt', 'deszcz'],
  ['pt-BR', 'preço', 'custo', 'chuva'],
  ['ru', 'цена', 'стоимость', 'дождь'],
  ['sr', 'cena', 'трошак', 'киша'],
  ['sv', 'pris', 'kostnad', 'regn'],
  ['tr', 'fiyat', 'maliyet', 'yağmur'],
  ['uk', 'ціна', 'вартість', 'дощ'],
  ['zh', '价格', '费用', '天气'],
])('the table that comes with the project for %s knows what is alike', async (language, one, like, other) => {
  const table = (await openWordTable(language))!
  expect(table.translated).toBe(true)
  const far = await likeness(language, table, one, other)
  expect(await likeness(language, table, one, like)).toBeGreaterThan(far + 0.15)
})

test('each table of the project is used, and is of at most 1.3 MB', async () => {
  const tables = (await readdir(words)).filter((name) => name.endsWith('.table'))
  expect(tables.length).toBeGreaterThan(20)
  for (const name of tables) {
    expect((await readFile(join(words, name))).length).toBeLessThanOrEqual(1_300_000)
    expect(await openWordTable(name.replace('.table', ''))).not.toBeNull()
  }
})

test('a question in other words finds its entry in a language whose table is a translated one', async () => {
  const shop = [
    { id: 'price', phrasings: ['Wie hoch ist der Preis?', 'Preise der Räder', 'Preisliste ansehen'] },
    { id: 'opening', phrasings: ['Wann habt ihr auf?', 'offen am Sonntag', 'heute noch offen'] },
    { id: 'password', phrasings: ['Kennwort vergessen', 'neues Kennwort', 'Kennwort ändern'] },
  ]
  const matcher = await createMatcher(shop, { language: 'de' })
  expect(matcher.match('Was sind die Kosten').ranked[0]!.id).toBe('price')
  expect(matcher.match('Passwort').ranked[0]!.id).toBe('password')
})

test('Serbian is one language in both of its scripts', async () => {
  const shop = [
    { id: 'delivery', phrasings: ['Колико траје испорука?', 'Када стиже пошиљка?', 'рок испоруке'] },
    { id: 'return', phrasings: ['Како да вратим робу?', 'повраћај новца', 'замена величине'] },
  ]
  const matcher = await createMatcher(shop, { language: 'sr' })
  expect(matcher.match('koliko traje isporuka').decision).toBe('answer')
  expect(matcher.match('povracaj novca').ranked[0]!.id).toBe('return')
})
