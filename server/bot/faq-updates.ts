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
  const next = reading.complete ? reading.files.map((file) => better(file, before.get(file.path))) : files
  const replaced = next.filter((file) => file.digest !== before.get(file.path)?.digest)
  const removed = files.filter(({ path }) => !next.some((file) => file.path === path))
  const newSite = reading.site.site !== null && reading.site.digest !== last?.site.digest
  return {
    known: { site: reading.site.site ?? site, files: next, reading },
    changed: !last || replaced.length > 0 || removed.length > 0 || newSite,
    news: last ? tell(replaced, removed, newSite ? reading.site.path : null) : [],
    warnings: warn(reading, last, next),
  }
}

function better(file: FaqFile, lastGood: FaqFile | undefined): FaqFile {
  return file.sound || !lastGood ? file : lastGood
}

function tell(replaced: FaqFile[], removed: FaqFile[], site: string | null): string[] {
  return [
    ...(site ? [`${site} reloaded`] : []),
    ...replaced.map((file) => `${file.path} reloaded: ${count(file)}`),
    ...removed.map((file) => `${file.path} removed, and its ${count(file)}`),
  ]
}

function count({ entries }: FaqFile): string {
  const answering = entries.filter(({ draft }) => !draft).length
  return answering === 1 ? '1 entry' : `${answering} entries`
}

/** Every problem of a file that was just saved, and those that other files got by it. */
function warn(reading: FaqReading, last: FaqReading | null, next: FaqFile[]): string[] {
  const digests = digestsOf(last)
  const saved = digestsOf(reading)
  const said = new Set(last?.problems.map(formatProblem))
  const lines = reading.problems.filter(
    (problem) => saved.get(problem.file) !== digests.get(problem.file) || !said.has(formatProblem(problem)),
  )
  const kept = reading.files.filter(
    (file) => digests.get(file.path) !== file.digest && !next.includes(file) && reading.complete,
  )
  return [
    ...lines.map(formatProblem),
    ...kept.map(({ path }) => `${path} was not loaded. Its last good version keeps answering.`),
  ]
}

function digestsOf(reading: FaqReading | null): Map<string, string> {
  const files = reading ? [reading.site, ...reading.files] : []
  return new Map(files.map(({ path, digest }) => [path, digest]))
}
