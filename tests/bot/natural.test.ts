import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createMatcher } from '../../server/bot/matcher/matcher.ts'
import { stemmedLanguages, stemmerFor } from '../../server/bot/text/natural.ts'
import { createReader } from '../../server/bot/text/normalise.ts'

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
  const source = readFileSync(join(import.meta.dirname, '../../server/bot/text/natural.ts'), 'utf8')
  return [...source.matchAll(/(?:import\(|from )'(natural[^']*)'/g)].map((match) => match[1]!)
}

// A phrasing and, by the same words in other forms, without its accents or in other letters, what a visitor may write;
// then an entry that must not win.
const asked: Record<string, [phrasing: string, question: string, other: string]> = {
  en: ['Refunds for returned orders', 'is my return refunded', 'Opening hours on sunday'],
  de: ['Wann wird die Rückgabe erstattet?', 'rueckgaben erstatten', 'Welche Größe brauche ich?'],
  fr: ['Où est ma commande remboursée ?', 'commandes remboursees', 'Quels sont vos horaires ?'],
  es: ['¿Cómo pido una devolución?', 'devolucion de un pedido', '¿Dónde está la tienda?'],
  it: ["Come restituisco l'ordine?", 'restituire gli ordini', 'Quali sono gli orari?'],
  pt: ['Como peço a devolução?', 'devolucao por favor', 'Onde fica a loja?'],
  nl: ['Hoe annuleer ik mijn bestelling?', 'bestellingen annuleren', 'Wat zijn de openingstijden?'],
  sv: ['Hur ångrar jag en beställning?', 'angra bestallningar', 'När har ni öppet?'],
  no: ['Hvor er bestillingen på vei?', 'bestilling paa vei', 'Når har dere åpent?'],
  da: ['Hvordan får jeg pengene for købet?', 'faar jeg penge for koebet', 'Hvornår har I åbent?'],
  ru: ['Как вернуть заказы?', 'верните мой заказ', 'Когда вы работаете?'],
  tr: ['Siparişimi nasıl iade ederim?', 'SIPARISI IADE', 'Mağaza nerede?'],
  id: ['Bagaimana mengembalikan barang?', 'kembalikan barangnya', 'Kapan toko buka?'],
  ar: ['كيف أُعيد الطلبية؟', 'اعيد طلبيه', 'متى تفتحون؟'],
  zh: ['怎么退货？', '我想退货', '你们几点开门？'],
  ja: ['返品はできますか', '返品したい', '営業時間を教えてください'],
}

test.each(Object.entries(asked))(
  '%s: other forms of the words and missing accents find the entry',
  async (language, [phrasing, question, other]) => {
    const faq = [
      { id: 'meant', phrasings: [phrasing] },
      { id: 'other', phrasings: [other] },
    ]
    const { ranked } = (await createMatcher(faq, { language })).match(question)
    expect(ranked[0]?.id).toBe('meant')
  },
)

test('letters that a keyboard lacks are read like what is typed for them', async () => {
  for (const [language, one, other] of [
    ['de', 'Straße Größe für', 'strasse groesse fuer'],
    ['de', 'Straße Größe für', 'strasse grosse fur'],
    ['da', 'Når får jeg ærlig køb', 'naar faar jeg aerlig koeb'],
    ['no', 'Når får jeg kjøpt', 'nar far jeg kjopt'],
    ['sv', 'Återköp på hörnet', 'aaterkoep paa hoernet'],
    ['tr', 'IŞIK ığüşöç', 'isik igusoc'],
  ] as const) {
    const read = await createReader(language)
    const words = (text: string) => read(text).map(({ word }) => word)
    expect(words(one)).toEqual(words(other))
  }
})
