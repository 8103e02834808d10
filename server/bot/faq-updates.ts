import type { Site } from '../ports.ts'
import type { FaqFile, FaqReading } from './faq-files.ts'
import { formatProblem } from './faq-problem.ts'

/** The last good version of everything, and the reading it was last compared with. */
export interface KnownFaq {
  site: Site
  files: FaqFile[]
  reading: FaqReading | null
}

/** What a new reading changes about it, and what to tell the author. */
export interface FaqUpdate {
  known: KnownFaq
  changed: boolean
  news: string[]
  warnings: string[]
}

/**
 * A file takes the place of its last good version only when nothing is wrong with it. Without one, the entries
 * that are right are better than none. What was said about an unchanged file is not said again.
 */
export function updateFaq({ site, files, reading: last }: KnownFaq, reading: FaqReading): FaqUpdate {
  const before = new Map(files.map((file) => [file.path, file]))
  const next = reading.complete
    ? [...reading.files.map((file) => better(file, before.get(file.path))), ...outOfSight(files, reading)]
    : files
  const replaced = next.filter((file) => file.digest !== before.get(file.path)?.digest)
  const removed = files.filter(({ path }) => !next.some((file) => file.path === path))
  const newSite = reading.site.site !== null && reading.site.digest !== last?.site.digest
  const now = reading.site.site ?? site
  const heard = ({ language }: FaqFile) => now.languages.includes(language)
  return {
    known: { site: now, files: next, reading },
    changed: !last || replaced.length > 0 || removed.length > 0 || newSite,
    news: last
      ? [
          ...(newSite ? [`${reading.site.path} reloaded`] : []),
          ...tell(replaced.filter(heard), removed.filter(heard)),
          ...mended(before, last, reading).map((file) => `${file.path} is right again: ${count(file)}`),
        ]
      : [],
    warnings: warn(reading, last, next),
  }
}

function better(file: FaqFile, lastGood: FaqFile | undefined): FaqFile {
  return file.sound || !lastGood ? file : lastGood
}

/** Known files of a folder that cannot be looked into. */
function outOfSight(files: FaqFile[], { closed }: FaqReading): FaqFile[] {
  return files.filter(({ language }) => closed.includes(language))
}

function tell(replaced: FaqFile[], removed: FaqFile[]): string[] {
  return [
    ...replaced.filter(({ sound }) => sound).map((file) => `${file.path} reloaded: ${count(file)}`),
    ...removed.map((file) => `${file.path} removed, and its ${count(file)}`),
  ]
}

/** Back to what they were before a mistake: nothing changes, but who took it back wants to know that it was heard. */
function mended(before: Map<string, FaqFile>, last: FaqReading, reading: FaqReading): FaqFile[] {
  const right = new Set(last.files.flatMap(({ path, sound }) => (sound ? [path] : [])))
  return reading.files.filter(
    ({ path, digest, sound }) => sound && !right.has(path) && before.get(path)?.digest === digest,
  )
}

function count({ entries }: FaqFile): string {
  const answering = entries.filter(({ draft }) => !draft).length
  return answering === 1 ? '1 entry' : `${answering} entries`
}

/** Every problem of a file that was just saved, and those that other files got by it; then what counts instead. */
function warn(reading: FaqReading, last: FaqReading | null, next: FaqFile[]): string[] {
  const digests = digestsOf(last)
  const saved = digestsOf(reading)
  const said = new Set(last?.problems.map(formatProblem))
  const lines = reading.problems.filter(
    (problem) => saved.get(problem.file) !== digests.get(problem.file) || !said.has(formatProblem(problem)),
  )
  const isNew = ({ path, digest }: { path: string; digest: string }) => digests.get(path) !== digest
  return [
    ...lines.map(formatProblem),
    ...(isNew(reading.site) && !reading.site.site ? [insteadOfSite(reading.site.path, last)] : []),
    ...(reading.complete ? reading.files : [])
      .filter((file) => isNew(file) && !file.sound && !(next.includes(file) && file.entries.length === 0))
      .map((file) => insteadOf(file, next.includes(file))),
    ...reading.closed
      .filter(
        (language) => !last?.closed.includes(language) && next.some((file) => file.language === language),
      )
      .map(
        (language) =>
          `Nothing was loaded from "${language}". The last good version of its files keeps answering.`,
      ),
  ]
}

function insteadOfSite(path: string, last: FaqReading | null): string {
  return last
    ? `${path} was not loaded. Its last good version stays.`
    : `${path} was loaded without what is wrong: the usual values stand in for that.`
}

function insteadOf(file: FaqFile, isUsed: boolean): string {
  return isUsed
    ? `${file.path} was loaded without what is wrong: ${count(file)}`
    : `${file.path} was not loaded. Its last good version keeps answering.`
}

function digestsOf(reading: FaqReading | null): Map<string, string> {
  const files = reading ? [reading.site, ...reading.files] : []
  return new Map(files.map(({ path, digest }) => [path, digest]))
}
