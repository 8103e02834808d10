import type { MatcherEntry, MatcherOptions } from './matcher.ts'

/** What another program gives may be of no type at all. Throws a TypeError that names the first thing that is wrong. */
export function requireUsable(entries: readonly MatcherEntry[], options: MatcherOptions): void {
  if (!Array.isArray(entries)) throw new TypeError('entries is no list. Give [{ id, phrasings }, …].')
  const placeOf = new Map<string, number>()
  for (const [at, entry] of entries.entries() as Iterable<[number, Partial<MatcherEntry> | null]>) {
    const where = `entries[${at}]`
    if (typeof entry?.id !== 'string') throw new TypeError(`${where} has no id. Give it a text as its id.`)
    const { id, phrasings, question = '', answer = '' } = entry
    if (!Array.isArray(phrasings) || !phrasings.every(isText))
      throw new TypeError(
        `phrasings of ${where} ("${id}") is no list of texts. Give [] where there are none.`,
      )
    if (!isText(question) || !isText(answer))
      throw new TypeError(`question or answer of ${where} ("${id}") is no text. Leave out what there is not.`)
    const before = placeOf.get(id)
    if (before !== undefined)
      throw new TypeError(`${where} has the id of entries[${before}], "${id}". Give each an id of its own.`)
    placeOf.set(id, at)
  }
  const { language, keep = 0.9, unanswered = [] } = (options ?? {}) as Partial<MatcherOptions>
  if (!isText(language) || language === '')
    throw new TypeError('options.language is missing. Give a language tag, such as "en".')
  if (typeof keep !== 'number' || !(keep >= 0 && keep <= 1))
    throw new TypeError(`options.keep is ${String(keep)}. Give a share, such as 0.9.`)
  if (!Array.isArray(unanswered) || !unanswered.every(isText))
    throw new TypeError('options.unanswered is no list of texts. Leave it out where there are none.')
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
