import { createRequire } from 'node:module'
import { stemArabic } from './arabic.ts'

export type Stem = (word: string) => string

// Deep imports on purpose: the root of the package loads database drivers, reads `.env` into the environment and
// prints to standard output. These paths are not public API, so the version is pinned and a test loads each one.
const stemmers: Record<string, () => Promise<{ default: { stem: Stem } }>> = {
  de: () => import('natural/lib/natural/stemmers/porter_stemmer_de.js'),
  en: () => import('natural/lib/natural/stemmers/porter_stemmer.js'),
  es: () => import('natural/lib/natural/stemmers/porter_stemmer_es.js'),
  fr: () => import('natural/lib/natural/stemmers/porter_stemmer_fr.js'),
  id: () => import('natural/lib/natural/stemmers/indonesian/stemmer_id.js'),
  it: () => import('natural/lib/natural/stemmers/porter_stemmer_it.js'),
  nl: () => import('natural/lib/natural/stemmers/porter_stemmer_nl.js'),
  no: () => import('natural/lib/natural/stemmers/porter_stemmer_no.js'),
  pt: () => import('natural/lib/natural/stemmers/porter_stemmer_pt.js'),
  ru: () => import('natural/lib/natural/stemmers/porter_stemmer_ru.js'),
  sv: () => import('natural/lib/natural/stemmers/porter_stemmer_sv.js'),
  uk: () => import('natural/lib/natural/stemmers/porter_stemmer_uk.js'),
}

const written: Record<string, string> = { nb: 'no', nn: 'no' }

/** Languages (primary subtags) whose stemmer comes from `natural`. */
export const stemmedLanguages: readonly string[] = Object.keys(stemmers)

/** Of `natural`: another one may stem differently. */
export function stemmersVersion(): string {
  return (createRequire(import.meta.url)('natural/package.json') as { version: string }).version
}

/** The stemmer of a language tag such as `en` or `de-AT`; a language without one gets its words back unchanged. */
export async function stemmerFor(language: string): Promise<Stem> {
  const name = writtenLanguage(language)
  if (name === 'ar') return stemArabic
  const load = Object.hasOwn(stemmers, name) ? stemmers[name] : undefined
  if (!load) return (word) => word
  const stemmer = (await load()).default
  return (word) => stemmer.stem(word) || word
}

/** The language whose stemmer and words a tag goes by: `de` of `de-AT`, `no` of both kinds of Norwegian. */
export function writtenLanguage(language: string): string {
  const primary = primaryLanguage(language)
  return written[primary] ?? primary
}

/** `de` of `de-AT`. */
export function primaryLanguage(language: string): string {
  return language.toLowerCase().split(/[-_]/, 1)[0] ?? ''
}
