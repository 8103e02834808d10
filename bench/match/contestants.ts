import type { Contestant } from './contestant.ts'

/** Each is loaded in the process that measures it, and in no other. */
export const contestants = {
  frontdesk: async () => (await import('./frontdesk.ts')).frontdesk,
  'natural-bayes': async () => (await import('./natural-bayes.ts')).naturalBayes,
  'natural-tfidf': async () => (await import('./natural-tfidf.ts')).naturalTfIdf,
  'nlp.js': async () => (await import('./nlp-js.ts')).nlpJs,
  minisearch: async () => (await import('./minisearch.ts')).miniSearch,
  'fuse.js': async () => (await import('./fuse.ts')).fuseJs,
} satisfies Record<string, () => Promise<Contestant>>

export type ContestantName = keyof typeof contestants

/** What the others are compared with. */
export const baseline: ContestantName = 'natural-bayes'

export function isContestant(name: string): name is ContestantName {
  return Object.hasOwn(contestants, name)
}
