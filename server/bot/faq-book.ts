import type { FaqChoice } from '../../protocol/conversation.ts'
import type { FaqEntry } from '../domain/faq.ts'
import type { Site } from '../ports.ts'
import type { FaqFile } from './faq-files.ts'
import type { WrittenEntry } from './faq-schema.ts'
import { lettersIn } from './language-detection.ts'

/** What the FAQ says at one moment. Drafts are not in it. */
export interface FaqBook {
  site: Site
  /** In this language, or in the site's first one where it is not translated. */
  entry(faqId: string, language: string): FaqEntry | null
  /** In this language; in the site's first one where there are none at all. */
  questions(language: string): FaqChoice[]
  /** All of this language, as they are; none where nothing is translated. */
  entries(language: string): FaqEntry[]
  /** Questions of this language that none of its entries answers. */
  unanswered(language: string): string[]
  /** This language, or the one that stands in for it. */
  spoken(language: string): string
  /** Whether this language's entries have a word, in lower case. Their words are gathered when it is first asked. */
  knows(word: string, language: string): boolean
}

/** Opens the files of a site's languages. `toHtml` is called for an answer when it is first shown. */
export function openBook(site: Site, files: FaqFile[], toHtml: (markdown: string) => string): FaqBook {
  const byLanguage = new Map(site.languages.map((language) => [language, new Map<string, FaqEntry>()]))
  const first = site.languages[0] ?? ''

  const find = (id: string, language: string) =>
    byLanguage.get(language)?.get(id) ?? byLanguage.get(first)?.get(id) ?? null
  const entries = (language: string) => [...(byLanguage.get(language)?.values() ?? [])]
  const spoken = (language: string) => (byLanguage.get(language)?.size ? language : first)
  const words = new Map<string, Set<string>>()

  const followUps = new Map<FaqEntry, string[]>()
  for (const file of files) {
    const known = byLanguage.get(file.language)
    for (const written of file.entries) {
      if (!known || written.draft || known.has(written.id)) continue
      const entry = toEntry(file, written, toHtml)
      known.set(written.id, entry)
      followUps.set(entry, written.followUps)
    }
  }
  // Once all are known: an entry may name one that stands further down, or in another file.
  for (const [entry, ids] of followUps)
    entry.followUps = ids.flatMap((id) => toChoices(find(id, entry.language)))

  return {
    site,
    entry: find,
    questions: (language) => entries(spoken(language)).flatMap(toChoices),
    entries,
    unanswered: (language) =>
      files.filter((file) => file.language === language).flatMap((file) => file.unanswered),
    spoken,
    knows(word, language) {
      const known = words.get(language) ?? wordsOf(entries(language))
      words.set(language, known)
      return known.has(word)
    },
  }
}

function wordsOf(entries: FaqEntry[]): Set<string> {
  return new Set(
    entries.flatMap(({ question, phrasings, answer }) => [question, ...phrasings, answer].flatMap(lettersIn)),
  )
}

function toEntry(file: FaqFile, written: WrittenEntry, toHtml: (markdown: string) => string): FaqEntry {
  const { id, question, phrasings, handoff } = written
  const answer = [written.answer, ...listed(written.links)].join('\n')
  let html: string | undefined
  return {
    ...{ id, question, phrasings, handoff, answer },
    followUps: [],
    language: file.language,
    topic: file.topic,
    get html() {
      return (html ??= toHtml(answer))
    },
  }
}

function toChoices(entry: FaqEntry | null): FaqChoice[] {
  return entry ? [{ faqId: entry.id, question: entry.question }] : []
}

/** Links as a Markdown list of their own. */
function listed(links: WrittenEntry['links']): string[] {
  if (links.length === 0) return []
  return ['', ...links.map(({ label, url }) => `- [${(label ?? url).replace(/[\\[\]]/g, '\\$&')}](<${url}>)`)]
}
