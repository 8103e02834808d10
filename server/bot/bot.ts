import type { FaqEntry, FaqMatch } from '../domain/faq.ts'
import type { Bot, Log } from '../ports.ts'
import { createDeferred } from './deferred.ts'
import { openBook } from './faq-book.ts'
import type { FaqBook } from './faq-book.ts'
import { openSite, readFaq } from './faq-files.ts'
import { FaqUnusable, formatProblem } from './faq-problem.ts'
import type { FaqProblem } from './faq-problem.ts'
import { updateFaq } from './faq-updates.ts'
import type { KnownFaq } from './faq-updates.ts'
import { watchFolder } from './folder-watch.ts'
import { chooseLanguage } from './language-choice.ts'
import { detectLanguage } from './language-detection.ts'
import { openLanguageTable } from './language-table.ts'
import type { LearnedPlace } from './learned-cache.ts'
import { lessonsOf } from './lessons.ts'
import type { SpokenMatch } from './matchers.ts'
import { noAnswersIn } from './other-language.ts'
import { startMatchers } from './start-matchers.ts'
import { createTalk } from './talk/talk.ts'

export interface FaqBot extends Bot {
  /** What is wrong with the files as they are now. */
  problems(): FaqProblem[]
  /** Every language answers. Rejects when the FAQ could not be read or learned at the start. */
  ready: Promise<void>
  /** Small talk and moods are heard in this language, where that can be learned. Before, an answer does not wait for it. */
  hears(language: string): Promise<void>
  close(): Promise<void>
}

export interface BotOptions {
  /** With site.json and a folder for each language. */
  folder: string
  /** What was learned is kept here, so that a restart need not learn it again; null: nowhere. */
  learned: LearnedPlace | null
  log: Log & { info?(message: string): void }
  /** Somebody may have been told what is no longer so. */
  onChange: () => void
}

/**
 * Answers from the files in a folder, and follows them as they are saved. Resolves once site.json is read: the rest
 * is read and learned after that. Throws `FaqUnusable` when too little of site.json is right.
 */
export async function createBot({ folder, learned, log, onChange }: BotOptions): Promise<FaqBot> {
  const opened = await openSite(folder)
  const { rest: site, problems } = opened
  if (!site) throw new FaqUnusable(problems.map(formatProblem).join('\n') || `${opened.path} is unusable`)

  const versions = startMatchers({ learned, onFault: matcherFailed, onNotKept })
  const read = createDeferred<void>()
  const ready = createDeferred<void>()
  let known: KnownFaq = { site, files: [], reading: null }
  let book: FaqBook = openBook(site, [], String)
  const talk = createTalk({
    match: (text, tag) => versions.match(text, tag),
    teach: () => versions.update([...lessonsOf(book), ...talk.lessons()]),
    hurry: (tag) => versions.hurry(tag),
    onFault: (cause) => log.error('what is said besides questions is not heard', cause),
  })
  let asked = false
  let reading: Promise<void> = Promise.resolve()

  const watching = watchFolder(folder, readAgain, (cause) => {
    log.error(`${folder} cannot be watched: a saved change takes effect after a restart`, cause)
  })
  readAgain()

  /** One reading after the other. */
  function readAgain(): void {
    reading = reading.then(readFiles).catch((cause: unknown) => {
      read.reject(cause)
      ready.reject(cause)
      log.error('the FAQ could not be read', cause)
    })
  }

  async function readFiles(): Promise<void> {
    const [found, { renderMarkdown }] = await Promise.all([readFaq(folder), import('./markdown.ts')])
    const { known: next, changed, news, warnings } = updateFaq(known, found)
    known = next
    for (const line of warnings) log.warn(line)
    for (const line of news) log.info?.(line)
    if (!changed) return
    book = openBook(known.site, known.files, renderMarkdown)
    const learning = versions.update([...lessonsOf(book), ...talk.lessons()])
    learning
      .then(ready.resolve, (cause: unknown) => {
        ready.reject(cause)
        matcherFailed(cause)
      })
      // Answers come first.
      .finally(() => talk.prepare(known.site.languages))
    read.resolve()
    // Before the first reading nobody can have been told anything but the site.
    if (asked || found.site.digest !== opened.digest || news.length > 0) announce()
  }

  function announce(): void {
    try {
      onChange()
    } catch (cause) {
      log.error('a change of the FAQ could not be announced', cause)
    }
  }

  function matcherFailed(cause: unknown): void {
    log.error('the matcher failed', cause)
  }

  function onNotKept(cause: unknown): void {
    const why = cause instanceof Error ? cause.message : String(cause)
    log.warn(`What the matcher learned is not kept (${why}). It works, and learns anew at each start.`)
  }

  return {
    site: () => known.site,
    languageFor: (wishes) => chooseLanguage(wishes, known.site.languages),
    answersIn: (language) => book.spoken(chooseLanguage([language], known.site.languages)),
    async writtenIn(text, expected) {
      const [table] = await Promise.all([openLanguageTable(), read.promise])
      const spoken = known.site.languages.filter((language) => book.entries(language).length > 0)
      const knows = (word: string, language: string) => book.knows(word, language)
      return table && detectLanguage(text, { language: expected, knows, spoken }, table)
    },
    noAnswersIn,
    entry(faqId, language) {
      asked = true
      return book.entry(faqId, language)
    },
    questions(language) {
      asked = true
      return book.questions(language)
    },
    async match(text, language, writes = language) {
      const [{ renderMarkdown }] = await Promise.all([import('./markdown.ts'), read.promise])
      const spoken = book.spoken(language)
      const hasEntries = book.entries(spoken).length > 0
      const matchFaq = async (some: string): Promise<SpokenMatch> =>
        hasEntries ? versions.match(some, spoken) : { decision: 'unknown', ranked: [] }
      const { match, question, heard } = await talk.understand(
        text,
        writes,
        matchFaq,
        known.site,
        renderMarkdown,
      )
      return {
        ...withEntries(match, (id) => book.entry(id, spoken)),
        ...(question !== text && { asked: question }),
        ...(heard && { heard }),
      }
    },
    problems: () => known.reading?.problems ?? [],
    ready: ready.promise,
    async hears(language) {
      await read.promise
      await talk.hears(language)
    },
    async close() {
      watching.close()
      await reading
      await versions.close()
    },
  }
}

/** An entry that went away since the matcher learned it is no answer any more. */
function withEntries(
  { decision, ranked, spoke }: SpokenMatch,
  find: (id: string) => FaqEntry | null,
): FaqMatch {
  const found = ranked.flatMap(({ id, confidence }) => {
    const entry = find(id)
    return entry ? [{ entry, confidence }] : []
  })
  const topGone = found[0]?.entry.id !== ranked[0]?.id
  return {
    decision: decision === 'answer' && topGone ? 'unknown' : decision,
    ranked: found,
    ...(!topGone && { spoke }),
  }
}
