import type { FaqEntry, FaqMatch } from '../../server/domain/faq.ts'
import type { Written } from '../../server/domain/language.ts'
import type { Bot, Site } from '../../server/ports.ts'

type Match = (text: string, language: string) => FaqMatch | Promise<FaqMatch>

/** A bot whose FAQ is a list and whose understanding is the test's: a question word for word, unless it is told else. */
export interface FakeBot extends Bot {
  /** From now on, this is what it makes of a text. */
  understand(match: Match): void
  /** From now on, it takes a text to be in this language. */
  recognise(text: string, language: string, isClear?: boolean): void
  change(site: Partial<Site>): void
}

export function createFakeBot(entries: FaqEntry[] = bicycleFaq()): FakeBot {
  let site: Site = {
    languages: ['en', 'de'],
    name: { en: 'Cobble & Chain', de: 'Kette & Kopfstein' },
    greeting: { en: 'Ask us anything.', de: 'Fragen Sie uns.' },
    brand: '#0a6e5c',
    hours: null,
    topQuestions: ['refund-time', 'forgotten'],
    keep: 0.9,
    closeAfterHours: 24,
    deleteAfterDays: null,
    handoff: { misses: 2, entry: 'make', upset: 'offer', aheadMinutes: { angry: 0, distressed: 0 } },
    talk: { off: [], replies: {} },
  }
  const written = new Map<string, Written>()
  let understand: Match = (text) => wordForWord(entries, text)
  return {
    site: () => site,
    languageFor: (wishes) => wishes.find((wish) => site.languages.includes(wish)) ?? 'en',
    answersIn: (language) => site.languages.find((each) => each === language) ?? 'en',
    writtenIn: async (text) => written.get(text) ?? null,
    noAnswersIn: (language, instead) => ({ text: `(${language}) only ${instead}`, language }),
    entry: (faqId) => entries.find((entry) => entry.id === faqId) ?? null,
    questions: () => entries.map(({ id, question }) => ({ faqId: id, question })),
    match: async (text, language) => understand(text, language),
    recognise: (text, language, isClear = true) => void written.set(text, { language, isClear }),
    understand: (match) => {
      understand = match
    },
    change: (changes) => {
      site = { ...site, ...changes }
    },
  }
}

/** Answers that exact question and knows nothing else. */
function wordForWord(entries: FaqEntry[], text: string): FaqMatch {
  const entry = entries.find((each) => each.question === text)
  return entry
    ? { decision: 'answer', ranked: [{ entry, confidence: 0.94 }] }
    : { decision: 'unknown', ranked: [] }
}

export const refundQuestion = 'When do I get my money back?'

export function bicycleFaq(): FaqEntry[] {
  return [
    faqEntry('refund-time', { question: refundQuestion }),
    faqEntry('return-period', { question: 'How long can I return a bicycle?' }),
    faqEntry('frame-size', { question: 'Which frame fits me?' }),
    faqEntry('pedal-thread', { question: 'Which thread do the pedals have?' }),
    faqEntry('stolen-bicycle', { question: 'My bicycle was stolen.', handoff: true }),
  ]
}

export function faqEntry(id: string, details: Partial<FaqEntry> = {}): FaqEntry {
  return {
    id,
    language: 'en',
    topic: 'Bicycles',
    question: `What about ${id}?`,
    phrasings: [],
    answer: `About **${id}**.`,
    html: `<p>About <strong>${id}</strong>.</p>`,
    followUps: [],
    handoff: false,
    ...details,
  }
}

/** The entries as candidates, the first ones likelier. */
export function choiceAmong(...entries: FaqEntry[]): FaqMatch {
  return { decision: 'choose', ranked: entries.map((entry, i) => ({ entry, confidence: 0.4 / (i + 1) })) }
}
