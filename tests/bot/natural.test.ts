import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stemmedLanguages, stemmerFor } from '../../server/bot/matcher/natural.ts'

const related: Record<string, [string, string]> = {
  ar: ['المدرسين', 'مدرس'],
  de: ['bestellungen', 'bestellung'],
  en: ['refunded', 'refunds'],
  es: ['pedidos', 'pedido'],
  fr: ['commandes', 'commande'],
  id: ['pengiriman', 'kiriman'],
  it: ['ordini', 'ordine'],
  nl: ['bestellingen', 'bestelling'],
  no: ['bestillinger', 'bestilling'],
  pt: ['pedidos', 'pedido'],
  ru: ['заказы', 'заказ'],
  sv: ['beställningar', 'beställning'],
  uk: ['замовлення', 'замовленням'],
}

test('every language with a stemmer has a pair of words here', () => {
  expect(Object.keys(related).sort()).toEqual(['ar', ...stemmedLanguages].sort())
})

test.each(Object.entries(related))(
  '%s: two forms of a word have one stem',
  async (language, [one, other]) => {
    const stem = await stemmerFor(language)
    expect(stem(one)).toBe(stem(other))
  },
)

test('a language tag with a region takes the stemmer of its language', async () => {
  const [austrian, german] = [await stemmerFor('de-AT'), await stemmerFor('de')]
  expect(austrian('lieferungen')).toBe(german('lieferungen'))
})

test('a language without a stemmer gets its words back', async () => {
  for (const language of ['xx', 'constructor', '__proto__', '']) {
    const stem = await stemmerFor(language)
    expect(stem('pristatymas')).toBe('pristatymas')
  }
})

test('natural is imported in one file, and only by deep paths', () => {
  expect(importedPaths().length).toBe(stemmedLanguages.length)
  for (const path of importedPaths()) expect(path).toMatch(/^natural\/lib\/natural\/stemmers\/.+\.js$/)
})

test('neither the root of the package nor what it brings is loaded with the stemmers', () => {
  const script = `
    const { createRequire } = await import('node:module')
    const require = createRequire(${JSON.stringify(import.meta.url)})
    for (const path of ${JSON.stringify(importedPaths())}) await import(path)
    const loaded = Object.keys(require.cache)
    console.log(JSON.stringify(loaded.map((path) => path.split('node_modules/').at(-1))))`
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  })
  const loaded = JSON.parse(output) as string[]
  expect(loaded).toContain('natural/lib/natural/stemmers/porter_stemmer.js')
  expect(loaded).not.toContain('natural/lib/natural/index.js')
  expect([...new Set(loaded.map((path) => path.split('/')[0]))].sort()).toEqual(['natural', 'stopwords-iso'])
})

function importedPaths(): string[] {
  const source = readFileSync(join(import.meta.dirname, '../../server/bot/matcher/natural.ts'), 'utf8')
  return [...source.matchAll(/(?:import\(|from )'(natural[^']*)'/g)].map((match) => match[1]!)
}
