import { bestOfEach, phrasingsOf } from './contestant.ts'
import type { Contestant } from './contestant.ts'

/** Fuzzy search over the phrasings. Where in a phrasing the words stand makes no difference, and nothing is too far to
 *  be listed: by default it looks at the beginning, and finds nothing for most questions. */
export const fuseJs: Contestant = {
  scoreIsChance: false,
  async open(faq) {
    const { default: Fuse } = await import('fuse.js')
    const fuse = new Fuse(phrasingsOf(faq), {
      keys: ['text'],
      includeScore: true,
      ignoreLocation: true,
      threshold: 1,
    })
    return (text) => {
      // Its score is a distance: 0 is the same.
      const hits = fuse.search(text).map(({ item, score = 1 }) => ({ id: item.id, score: 1 - score }))
      return { ranked: bestOfEach(hits) }
    }
  },
}
