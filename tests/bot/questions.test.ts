import { expect, test } from 'vitest'
import { readOwnSets } from '../../bench/match/sets.ts'

// The questions measure the matcher only as long as they are not what it learns from, and hard in the ways that visitors are.
const sets = readOwnSets()
const questions = sets.flatMap(({ queries }) => queries)

test('there are enough own questions of every kind and language', () => {
  const ofKind = (kind: string) => questions.filter((question) => question.kind === kind).length
  const inLanguage = (language: string) => sets.find((set) => set.language === language)!.queries.length
  expect(questions.length).toBeGreaterThanOrEqual(400)
  expect(ofKind('typo')).toBeGreaterThanOrEqual(60)
  expect(ofKind('near')).toBeGreaterThanOrEqual(60)
  expect(ofKind('far')).toBeGreaterThanOrEqual(60)
  expect(inLanguage('de')).toBeGreaterThanOrEqual(60)
  expect(inLanguage('ar')).toBeGreaterThanOrEqual(60)
})

test('a question is near or far exactly when it has no entry', () => {
  const marked = questions.filter(({ kind }) => kind === 'near' || kind === 'far')
  expect(marked).toEqual(questions.filter(({ id }) => id === null))
})

test.each(sets)('$language: questions name entries that exist', ({ entries, queries }) => {
  const known = new Set<string | null>([null, ...entries.map(({ id }) => id)])
  expect(queries.filter(({ id }) => !known.has(id))).toEqual([])
})

test('every English entry is asked at least twice', () => {
  const { entries, queries } = sets.find(({ language }) => language === 'en')!
  const timesAsked = (entry: string) => queries.filter(({ id }) => id === entry).length
  expect(entries.map(({ id }) => id).filter((id) => timesAsked(id) < 2)).toEqual([])
})

test.each(sets)('$language: no question is word for word in the FAQ', ({ entries, queries }) => {
  const learnt = new Set(
    entries.flatMap(({ question = '', phrasings }) => [question, ...phrasings]).map(plain),
  )
  expect(queries.map(({ text }) => text).filter((text) => learnt.has(plain(text)))).toEqual([])
})

test('no question is asked twice', () => {
  const texts = questions.map(({ text }) => plain(text))
  expect(texts.filter((text, place) => texts.indexOf(text) !== place)).toEqual([])
})

/** Letters and figures alone, so that case, punctuation and accents make no new question. */
function plain(text: string): string {
  const letters = text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '')
  return letters.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
