import { findAlikePhrasings } from './alike-phrasings.ts'
import { findAnsweredAfterAll } from './answered-after-all.ts'
import { findAnswerTrouble } from './answer-text.ts'
import { findConfusions } from './confusions.ts'
import { findHiddenTargets, findWordless } from './entry-trouble.ts'
import type { Finding } from './finding.ts'
import { findHardToFind } from './hard-to-find.ts'
import { askHiddenPhrasings, roundsFor } from './hidden-phrasings.ts'
import { findDeadLinks } from './link-targets.ts'
import type { LinkOptions } from './link-targets.ts'
import { answering, unansweredIn } from './owners-faq.ts'
import type { OwnersFaq, OwnEntry } from './owners-faq.ts'
import { scoreOf } from './score.ts'
import type { Score } from './score.ts'
import { findTranslationTrouble } from './translations.ts'

/** What `faq check` found. Also its `--json`. */
export interface CheckReport {
  score: Score
  languages: { language: string; entries: number; phrasings: number }[]
  /** Mistakes first, then warnings, then hints; in the order of the files. */
  findings: PricedFinding[]
  /** What to do next: mistakes first, then what adds the most to the score; at most ten. */
  next: PricedFinding[]
}

export interface PricedFinding extends Omit<Finding, 'costs'> {
  /** What mending it adds to the score. */
  points: number
}

export interface CheckOptions {
  /** Fetch the links: null leaves them. */
  links: LinkOptions | null
  onProgress?: (done: number, of: number) => void
}

/** A mistake costs so much: what is wrong is not used at all. */
const mistakePoints = 5
const nextMost = 10

/** Looks at everything that can be judged without visitors. */
export async function checkFaq(faq: OwnersFaq, options: CheckOptions): Promise<CheckReport> {
  const languages = (faq.site?.languages ?? []).map((language) => ({
    language,
    entries: answering(faq.entries, language),
  }))
  const all = languages.flatMap(({ entries }) => entries)
  const share = 1 / Math.max(1, all.length)
  const findings: Finding[] = [
    ...faq.problems.map((problem): Finding => ({ severity: 'mistake', kind: 'mistake', ...problem })),
    ...findHiddenTargets(faq),
    ...findTranslationTrouble(faq),
    ...all.flatMap((entry) => [...findWordless(entry), ...findAnswerTrouble(entry, share)]),
  ]
  findings.push(...(await findAnsweredAfterAll(faq)))
  findings.push(...(await findWhatPhrasingsDo(faq, languages, options.onProgress)))
  if (options.links) findings.push(...(await findDeadLinks(all, options.links, share)))
  return report(findings, languages)
}

/** Phrasings that are alike by their words, entries that are alike to the matcher, and those that it hardly finds. */
async function findWhatPhrasingsDo(
  faq: OwnersFaq,
  languages: { language: string; entries: OwnEntry[] }[],
  onProgress?: (done: number, of: number) => void,
): Promise<Finding[]> {
  const rounds = languages.reduce((sum, { entries }) => sum + roundsFor(entries), 0)
  const all = languages.flatMap(({ entries }) => entries)
  const keep = faq.site?.keep ?? 0.9
  let done = 0
  const findings: Finding[] = []
  for (const { language, entries } of languages) {
    const { findings: alike, texts: known } = await findAlikePhrasings(entries, language)
    const unanswered = unansweredIn(faq, language)
    const hidden = await askHiddenPhrasings(entries, { language, keep, unanswered }, () =>
      onProgress?.(++done, rounds),
    )
    // Each phrasing is told of once: of what is in two entries anyway it is said already.
    const asked = hidden.filter(({ text }) => !known.has(text))
    const { findings: confusions, confused } = findConfusions(asked, entries)
    const hard = findHardToFind(
      asked.filter((each) => !confused.has(each)),
      entries,
    )
    findings.push(...inProportion([...alike, ...confusions, ...hard], entries, all))
  }
  return findings
}

/** What costs a share of its language costs less of the whole. */
function inProportion(findings: Finding[], own: OwnEntry[], all: OwnEntry[]): Finding[] {
  const part = own.length / Math.max(1, all.length)
  return findings.map((finding) => ({
    ...finding,
    costs: (finding.costs ?? []).map((cost) => ({ ...cost, share: cost.share * part })),
  }))
}

function report(findings: Finding[], languages: { language: string; entries: OwnEntry[] }[]): CheckReport {
  const entries = languages.reduce((sum, each) => sum + each.entries.length, 0)
  const score = scoreOf(findings, { mistakePoints, entries })
  const priced = inOrder(findings).map(({ costs = [], ...finding }) => ({
    ...finding,
    points: finding.severity === 'mistake' ? mistakePoints : score.priceOf(costs),
  }))
  const isMistake = ({ severity }: PricedFinding) => Number(severity === 'mistake')
  const next = priced
    .toSorted((a, b) => isMistake(b) - isMistake(a) || b.points - a.points || rank(a) - rank(b))
    .slice(0, nextMost)
  return {
    score: { total: score.total, parts: score.parts, mistakes: score.mistakes },
    languages: languages.map(({ language, entries: own }) => ({
      language,
      entries: own.length,
      phrasings: own.reduce((sum, { phrasings }) => sum + phrasings.length, 0),
    })),
    findings: priced,
    next,
  }
}

const order = ['mistake', 'warning', 'hint']
const rank = ({ severity }: Pick<Finding, 'severity'>) => order.indexOf(severity)

function inOrder(findings: Finding[]): Finding[] {
  return findings.toSorted((a, b) => rank(a) - rank(b) || a.file.localeCompare(b.file) || a.line - b.line)
}
