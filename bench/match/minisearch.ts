import { bestOfEach, phrasingsOf } from './contestant.ts'
import type { Contestant } from './contestant.ts'

/** Full-text search (BM25+) over the phrasings, forgiving as its documentation shows it: beginnings of words, and a slip
 *  in every five letters. */
export const miniSearch: Contestant = {
  scoreIsChance: false,
  async open(faq) {
    const { default: MiniSearch } = await import('minisearch')
    const phrasings = phrasingsOf(faq)
    const index = new MiniSearch<{ id: number; text: string }>({
      fields: ['text'],
      searchOptions: { prefix: true, fuzzy: 0.2 },
    })
    index.addAll(phrasings.map(({ text }, id) => ({ id, text })))
    return (text) => {
      const hits = index.search(text)
      return { ranked: bestOfEach(hits.map(({ id, score }) => ({ id: phrasings[id as number]!.id, score }))) }
    }
  },
}
