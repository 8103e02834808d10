import type { Bot, Site } from '../../server/ports.ts'

const site: Site = {
  languages: ['en'],
  name: { en: 'Bench' },
  greeting: { en: '' },
  brand: '#000000',
  hours: null,
  topQuestions: [],
  keep: 0.9,
  closeAfterHours: 24,
  deleteAfterDays: null,
  handoff: { misses: 2, entry: 'offer', upset: 'offer', aheadMinutes: { angry: 0, distressed: 0 } },
  talk: { off: [], replies: {} },
}

/** Knows no answer to anything. How fast the real one is, `npm run bench -- match` says. */
export function silentBot(): Bot {
  return {
    site: () => site,
    languageFor: () => 'en',
    answersIn: () => 'en',
    writtenIn: async () => null,
    noAnswersIn: (language) => ({ text: '', language }),
    entry: () => null,
    questions: () => [],
    match: async () => ({ decision: 'unknown', ranked: [] }),
  }
}
