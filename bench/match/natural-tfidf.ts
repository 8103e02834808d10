import { bestOfEach, phrasingsOf } from './contestant.ts'
import type { Contestant } from './contestant.ts'
import { naturalWords } from './natural-words.ts'

/** natural's TfIdf, whose weights are read once; the nearest phrasing by cosine. Its own sums favour long texts, and
 *  walk through all of them for each question. Stop words stay: their weight is low, and without them it finds less. */
export const naturalTfIdf: Contestant = {
  scoreIsChance: false,
  async open(faq) {
    const { default: TfIdf } = await import('natural/lib/natural/tfidf/tfidf.js')
    const words = await naturalWords(faq.language, true)
    const phrasings = phrasingsOf(faq)
    const tfidf = new TfIdf()
    for (const { text } of phrasings) tfidf.addDocument(words(text))
    const places = new Map<string, { at: number; weight: number }[]>()
    phrasings.forEach((_, at) => {
      const terms = tfidf.listTerms(at)
      const length = Math.hypot(...terms.map((each) => each.tfidf)) || 1
      for (const { term, tfidf: weight } of terms) {
        const list = places.get(term)
        if (list) list.push({ at, weight: weight / length })
        else places.set(term, [{ at, weight: weight / length }])
      }
    })
    // Once: the class counts all texts again for every word that it does not know.
    const unseen = tfidf.idf('\u0000')

    return (text) => {
      const counts = new Map<string, number>()
      for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
      const scores = new Map<number, number>()
      let square = 0
      for (const [word, count] of counts) {
        const found = places.get(word)
        const own = count * (found ? tfidf.idf(word) : unseen)
        square += own * own
        for (const { at, weight } of found ?? []) scores.set(at, (scores.get(at) ?? 0) + own * weight)
      }
      const hits = [...scores]
        .sort(([, a], [, b]) => b - a)
        .map(([at, score]) => ({ id: phrasings[at]!.id, score: score / Math.sqrt(square) }))
      return { ranked: bestOfEach(hits) }
    }
  },
}
