import type { Contestant } from './contestant.ts'

/** The matcher of this project, with its own decision. */
export const frontdesk: Contestant = {
  scoreIsChance: true,
  async open({ entries, language, unanswered, keep }) {
    const { createMatcher } = await import('../../server/bot/matcher/matcher.ts')
    const matcher = await createMatcher(entries, { language, unanswered, keep })
    return (text) => matcher.match(text)
  },
}
