import { didYouMean } from '../bot/did-you-mean.ts'
import { isSameLanguage } from '../domain/language.ts'
import { linksOf } from './answer-text.ts'
import { counted } from './counted.ts'
import { figuresIn } from './figures-in-text.ts'
import type { Finding } from './finding.ts'
import { answering } from './owners-faq.ts'
import type { OwnersFaq, OwnEntry } from './owners-faq.ts'

/** Small numbers are as often written as words. */
const oftenAWord = 12
const namedMost = 8

/**
 * What is missing in other languages, and what says something else there. When a text was changed is written nowhere; but
 * what changes in an answer is a price, a day, a link or a rule, and those can be compared.
 */
export function findTranslationTrouble({ entries, site, hidden }: OwnersFaq): Finding[] {
  const [first = '', ...others] = site?.languages ?? []
  if (hidden.languages.has(first)) return []
  const isPlain = ({ id }: OwnEntry) => !hidden.ids.has(id)
  const originals = answering(entries, first)
  const share = 1 / Math.max(1, originals.length * others.length)
  return others.flatMap((language) => {
    if (hidden.languages.has(language)) return []
    const translated = new Map(answering(entries, language).map((entry) => [entry.id, entry]))
    const pairs = originals.flatMap((original) => {
      const translation = translated.get(original.id)
      return translation ? [{ original, translation }] : []
    })
    return [
      ...findMissing(entries, originals.filter(isPlain), language, translated, share),
      ...findWithoutOriginal(originals, [...translated.values()].filter(isPlain), first, share),
      ...findCopied(pairs, share),
      ...pairs.flatMap(({ original, translation }) => compare(original, translation, translated, share)),
    ]
  })
}

/** One finding a file: whoever translates works file by file. */
function findMissing(
  entries: OwnEntry[],
  originals: OwnEntry[],
  language: string,
  translated: Map<string, OwnEntry>,
  share: number,
): Finding[] {
  const drafts = new Set(
    entries.filter((each) => each.language === language && each.draft).map(({ id }) => id),
  )
  const missing = new Map<string, OwnEntry[]>()
  for (const original of originals)
    if (!translated.has(original.id))
      missing.set(original.file, [...(missing.get(original.file) ?? []), original])
  return [...missing].map(([file, list]) => {
    const named = list.slice(0, namedMost).map(({ id }) => `"${id}"${drafts.has(id) ? ' (a draft)' : ''}`)
    const more = list.length > named.length ? ', …' : ''
    const what = list.length === 1 ? '1 entry is' : `${list.length} entries are`
    return {
      ...{ severity: 'hint', kind: 'translation-missing', file, line: list[0]!.lineOf([]), language },
      ...(list.length === 1 && { entry: list[0]!.id }),
      message: `${what} not in "${language}": ${named.join(', ')}${more}. Visitors get the ${list[0]!.language} text. Translate what they ask most.`,
      costs: [{ part: 'translations', share: share * list.length }],
    }
  })
}

/** A file that was copied to be translated, and was not yet. One finding a file. */
function findCopied(pairs: { original: OwnEntry; translation: OwnEntry }[], share: number): Finding[] {
  const copied = new Map<string, OwnEntry[]>()
  for (const { original, translation: own } of pairs) {
    const isCopy = own.question === original.question && own.answer === original.answer
    if (isCopy && !isSameLanguage(own.language, original.language))
      copied.set(own.file, [...(copied.get(own.file) ?? []), own])
  }
  const first = pairs[0]?.original.language
  return [...copied.values()].map((list) => {
    const named =
      quoted(list.slice(0, namedMost).map(({ id }) => id)) + (list.length > namedMost ? ', …' : '')
    const message = `not translated, but word for word as in "${first}": ${named}. Translate, or remove it: visitors get the ${first} text then.`
    return { ...about(list[0]!, 'warning', 'translation-copied', share * list.length), message }
  })
}

function findWithoutOriginal(
  originals: OwnEntry[],
  translated: OwnEntry[],
  first: string,
  share: number,
): Finding[] {
  const known = new Set(originals.map(({ id }) => id))
  return translated
    .filter(({ id }) => !known.has(id))
    .map((entry) => ({
      ...about(entry, 'hint', 'translation-without-original', share),
      message: `entry "${entry.id}" is in "${entry.language}" and not in "${first}", the first language. ${didYouMean(entry.id, known, 'Write it there too, if it is not meant for these visitors only.')}`,
    }))
}

function compare(
  original: OwnEntry,
  translation: OwnEntry,
  translated: Map<string, OwnEntry>,
  share: number,
): Finding[] {
  const where = `${original.file}:${original.lineOf(['answer'])}`
  const line = translation.lineOf(['answer'])
  const tell = (
    severity: 'warning' | 'hint',
    kind: string,
    message: string,
    at = translation.lineOf([]),
  ): Finding => ({
    ...about(translation, severity, kind, share),
    line: at,
    message: `entry "${translation.id}": ${message}`,
  })
  const findings: Finding[] = []
  const figures = differingFigures(original, translation)
  if (figures)
    findings.push(
      tell(
        'warning',
        'translation-other-figures',
        `${figures} (${where}). One of the two is out of date.`,
        line,
      ),
    )
  if (original.handoff !== translation.handoff)
    findings.push(
      tell(
        'warning',
        'translation-other-handoff',
        `"handoff" is ${translation.handoff} here and ${original.handoff} in "${original.language}" (${where}). Make them the same.`,
      ),
    )
  const [links, own] = [linksOf(original).length, linksOf(translation).length]
  if (links !== own)
    findings.push(
      tell(
        'hint',
        'translation-other-links',
        `${counted(own, 'link')} here, ${links} in "${original.language}" (${where}). Is one out of date?`,
        line,
      ),
    )
  const [items, ownItems] = [listItems(original), listItems(translation)]
  if (items !== ownItems)
    findings.push(
      tell(
        'hint',
        'translation-other-shape',
        `${counted(ownItems, 'list item')} here, ${items} in "${original.language}" (${where}). Is something missing?`,
        line,
      ),
    )
  const missing = original.followUps.filter((id) => translated.has(id) && !translation.followUps.includes(id))
  if (missing.length > 0)
    findings.push(
      tell(
        'hint',
        'translation-other-follow-ups',
        `"followUps" lacks ${quoted(missing)}, which "${original.language}" has (${where}).`,
      ),
    )
  return findings
}

/** "says 45 where en says 40"; null where nothing differs that matters. */
function differingFigures(original: OwnEntry, translation: OwnEntry): string | null {
  const [theirs, ours] = [figuresIn(original.answer), figuresIn(translation.answer)]
  const lacks = [...theirs].filter(([figure]) => !ours.has(figure))
  const adds = [...ours].filter(([figure]) => !theirs.has(figure))
  const written = (list: [string, string][]) => list.map(([, text]) => text).join(', ')
  if (lacks.length > 0 && adds.length > 0)
    return `says ${written(adds)} where "${original.language}" says ${written(lacks)}`
  const matter = (list: [string, string][]) => list.filter(([figure]) => !(Number(figure) <= oftenAWord))
  if (matter(lacks).length > 0) return `lacks ${written(matter(lacks))}, which "${original.language}" says`
  if (matter(adds).length > 0) return `says ${written(matter(adds))}, which "${original.language}" does not`
  return null
}

function about(entry: OwnEntry, severity: 'warning' | 'hint', kind: string, share: number) {
  const { file, language, id } = entry
  return {
    severity,
    kind,
    file,
    line: entry.lineOf([]),
    language,
    entry: id,
    costs: [{ part: 'translations', share }],
  } as const
}

function listItems({ answer }: OwnEntry): number {
  return [...answer.matchAll(/^\s*(?:[-*+]|\d+[.)])\s/gm)].length
}

function quoted(ids: string[]): string {
  return ids.map((id) => `"${id}"`).join(', ')
}
