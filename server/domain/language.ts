/** What a text is written in. */
export interface Written {
  /** As the site writes it where its FAQ has it, else its ISO 639-1 code. */
  language: string
  /** Beyond doubt. Else only likelier than the language that was expected. */
  isClear: boolean
}

/** A sentence of the bot in a language that the page may not speak. */
export interface Sentence {
  text: string
  language: string
}

/** What one message decides about the languages of its conversation. */
export interface LanguageChoice {
  /** In which the FAQ answers from now on. */
  language: string
  /** What the visitor writes, where the FAQ has none of it; else null. */
  writesIn: string | null
  /** To be said once: that these two differ. */
  notice: Sentence | null
}

/** `de` and `de-CH`, `nb` and `no`: one language to readers, and to the bot. */
export function isSameLanguage(one: string, other: string): boolean {
  return primaryOf(one) === primaryOf(other)
}

/** The two or three letters at the front of a BCP 47 tag, or '' where it has none. */
export function primaryOf(tag: string): string {
  const primary = tag.toLowerCase().split(/[-_]/, 1)[0] ?? ''
  if (Object.hasOwn(otherNames, primary)) return otherNames[primary] ?? ''
  return /^[a-z]{2,3}$/.test(primary) ? primary : ''
}

/** The written forms of Norwegian, Malay as near as Indonesian, and what old browsers still send. */
const otherNames: Record<string, string> = { nb: 'no', nn: 'no', ms: 'id', in: 'id', iw: 'he' }
