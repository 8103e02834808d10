import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readOwnSet } from '../match/sets.ts'

export interface SampleFaq {
  /** So many entries, and so many ways to ask for each. */
  entries: number
  phrasings: number
}

const phrasingWords = 8

/** Writes a FAQ of any size, in the words of the one that Frontdesk comes with: each entry has some of its own, and
 *  borrows the others. Returns the file that holds its entries. */
export async function writeSampleFaq(folder: string, { entries, phrasings }: SampleFaq): Promise<string> {
  const words = wordsOfOwnFaq()
  let drawn = 0
  // Steps that share no divisor with the number of words go through all of them, far from one another.
  const next = () => words[(drawn++ * 7919) % words.length]!
  const sample = Array.from({ length: entries }, (_, at) => {
    const own = [next(), next(), next()]
    const ask = () => [...own, ...Array.from({ length: phrasingWords - own.length }, next)].join(' ')
    return {
      id: `entry-${at}`,
      question: `${ask()}?`,
      phrasings: Array.from({ length: phrasings - 1 }, ask),
      answer: `${ask()}. ${ask()}.`,
    }
  })
  await mkdir(join(folder, 'en'), { recursive: true })
  const site = { name: { en: 'Alder' }, greeting: { en: 'Hello' }, languages: ['en'] }
  await writeFile(join(folder, 'site.json'), JSON.stringify(site))
  const file = join(folder, 'en', 'sample.json')
  await writeFile(file, JSON.stringify({ topic: 'Sample', entries: sample }, null, 2))
  return file
}

function wordsOfOwnFaq(): string[] {
  const texts = readOwnSet('en').entries.flatMap(({ phrasings, answer }) => [...phrasings, answer ?? ''])
  const words = new Set(texts.flatMap((text) => text.toLowerCase().match(/\b[a-z]{2,}\b/g) ?? []))
  words.delete('alder')
  return [...words]
}
