import { didYouMean } from './did-you-mean.ts'
import type { OpenFile, OpenSite } from './faq-files.ts'
import type { FaqProblem } from './faq-problem.ts'
import type { JsonPath } from './json-file.ts'

/**
 * What is wrong between files: ids that stand twice, or that no entry has; folders that nothing names. `all`: there is
 * no file that was not read.
 */
export function crossProblems(site: OpenSite, files: OpenFile[], all: boolean): FaqProblem[] {
  const places = files.flatMap(placesOf)
  const problems = doubledIds(places)
  // An id may be in what cannot be read: one mistake is not told as many.
  if (!all || site.json.value === undefined || !files.every(hasEntries)) return problems
  return [
    ...problems,
    ...(site.site ? [...unusedFolders(site, files), ...noEntries(site, files)] : []),
    ...unknownTopQuestions(site, places),
    ...unknownFollowUps(site, files, places),
  ]
}

function hasEntries({ json }: OpenFile): boolean {
  return Array.isArray(fieldOf(json.value, 'entries'))
}

interface Place {
  id: string
  language: string
  file: string
  line: number
}

/** Where each id stands, also of entries that have a mistake elsewhere. */
function placesOf({ path: file, language, json }: OpenFile): Place[] {
  return listAt(json.value, 'entries').flatMap((entry, index) => {
    const id: unknown = fieldOf(entry, 'id')
    const line = () => json.lineOf(['entries', index, 'id'])
    return typeof id === 'string' ? [{ id, language, file, line: line() }] : []
  })
}

function doubledIds(places: Place[]): FaqProblem[] {
  const first = new Map<string, Place>()
  const doubles: { place: Place; other: Place }[] = []
  for (const place of places) {
    const key = `${place.language} ${place.id}`
    const other = first.get(key)
    if (other) doubles.push({ place, other })
    else first.set(key, place)
  }
  const copies = copiedFiles(places, doubles)
  return [
    ...copies.values(),
    ...doubles
      .filter(({ place }) => !copies.has(place.file))
      .map(({ place, other }) => doubled(place, other)),
  ]
}

function doubled({ id, file, line }: Place, other: Place): FaqProblem {
  const where = `${other.file}:${other.line}`
  const message = `entry "${id}" is in ${where} already. Give one of them another id, or remove it.`
  return { file, line, entry: id, message }
}

/** `delivery (copy).json`: a copy put beside a file is one mistake, not one an entry. By the file that comes second. */
function copiedFiles(places: Place[], doubles: { place: Place; other: Place }[]): Map<string, FaqProblem> {
  const copies = new Map<string, FaqProblem>()
  for (const file of new Set(doubles.map(({ place }) => place.file))) {
    const own = places.filter((place) => place.file === file)
    const twins = doubles.filter(({ place, other }) => place.file === file && other.file !== file)
    const originals = new Set(twins.map(({ other }) => other.file))
    if (own.length < 2 || twins.length < own.length || originals.size > 1) continue
    const [original] = originals
    const message = `all ${own.length} entries are in ${original} already. If one of the two files is a copy, move it out of the FAQ.`
    copies.set(file, { file, line: own[0]!.line, message })
  }
  return copies
}

function unusedFolders({ path: file, json, site }: OpenSite, files: OpenFile[]): FaqProblem[] {
  const folders = new Set(files.map(({ language }) => language))
  const without = site?.languages.filter((language) => !folders.has(language)) ?? []
  const advice =
    without.length === 1
      ? `Rename it to "${without[0]}", which has no files, or add it there.`
      : 'Add it there, or move the folder away.'
  return [...folders]
    .filter((language) => !site?.languages.includes(language))
    .map((language) => ({
      file,
      line: json.lineOf(['languages']),
      message: `"languages" does not name the folder "${language}". ${advice}`,
    }))
}

function noEntries({ path: file, json, site }: OpenSite, files: OpenFile[]): FaqProblem[] {
  const first = site?.languages[0] ?? ''
  if (files.some(({ language }) => language === first)) return []
  const message = `there are no FAQ files in "${first}", the first language. Add one, such as ${first}/delivery.json.`
  return [{ file, line: json.lineOf(['languages']), message }]
}

function unknownTopQuestions({ path: file, json }: OpenSite, places: Place[]): FaqProblem[] {
  const first = String(listAt(json.value, 'languages')[0])
  const known = idsOf(places, [first])
  // Then that is what is wrong.
  if (known.size === 0) return []
  return unknown(listAt(json.value, 'topQuestions'), known).map(({ id, index }) => ({
    file,
    line: json.lineOf(['topQuestions', index]),
    message: `"topQuestions" names "${id}", but no entry in "${first}" has that id. ${advice(id, known)}`,
  }))
}

/** An entry of the first language stands in for a translation that is missing. */
function unknownFollowUps(site: OpenSite, files: OpenFile[], places: Place[]): FaqProblem[] {
  const first = String(listAt(site.json.value, 'languages')[0])
  const knownIn = new Map<string, Set<string>>()
  for (const { language } of files)
    if (!knownIn.has(language)) knownIn.set(language, idsOf(places, [first, language]))
  return files.flatMap(({ path: file, language, json }) => {
    const known = knownIn.get(language) ?? new Set()
    return listAt(json.value, 'entries').flatMap((entry, index) =>
      unknown(listAt(entry, 'followUps'), known).map(({ id, index: item }) => {
        const path: JsonPath = ['entries', index, 'followUps', item]
        const own: unknown = fieldOf(entry, 'id')
        const [owner, named] =
          typeof own === 'string' ? [`entry "${own}"`, { entry: own }] : [`entry ${index + 1}`, {}]
        const message = `${owner} names "${id}" in "followUps", but no entry has that id. ${advice(id, known)}`
        return { file, line: json.lineOf(path), ...named, message }
      }),
    )
  })
}

function idsOf(places: Place[], languages: string[]): Set<string> {
  return new Set(places.filter(({ language }) => languages.includes(language)).map(({ id }) => id))
}

function advice(id: string, known: Set<string>): string {
  return didYouMean(id, known, 'Use the id of an entry, or remove it.')
}

function unknown(ids: unknown[], known: Set<string>): { id: string; index: number }[] {
  return ids.flatMap((id, index) => (typeof id === 'string' && !known.has(id) ? [{ id, index }] : []))
}

function fieldOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? Reflect.get(value, name) : undefined
}

function listAt(value: unknown, name: string): unknown[] {
  const list = fieldOf(value, name)
  return Array.isArray(list) ? list : []
}
