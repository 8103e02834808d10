import { createReader } from '../bot/text/normalise.ts'
import type { Finding } from './finding.ts'
import type { OwnEntry } from './owners-faq.ts'

/** Of the weight of two phrasings' words, the part in common from which they are nearly the same. */
const nearlyTheSame = 0.8
/** Two short phrasings share a word soon. */
const wordsLeast = 3

interface Phrasing {
  entry: OwnEntry
  text: string
  line: number
  /** In order of the alphabet: "cost delivery" and "delivery costs" ask the same. */
  stems: string[]
}

/** Phrasings of one language that stand in two entries, word for word or nearly, or twice in one. `texts`: those in two. */
export async function findAlikePhrasings(
  entries: OwnEntry[],
  language: string,
): Promise<{ findings: Finding[]; texts: Set<string> }> {
  const phrasings = await readPhrasings(entries, language)
  const weightOf = rarity(phrasings)
  const findings: Finding[] = []
  const texts = new Set<string>()
  const told = new Set<string>()
  for (const [one, other] of pairsSharingWords(phrasings)) {
    const same = one.stems.join(' ') === other.stems.join(' ')
    if (one.entry === other.entry) {
      if (same) findings.push(twice(one, other))
      continue
    }
    const isShort = Math.min(one.stems.length, other.stems.length) < wordsLeast
    if (!same && (isShort || overlap(one, other, weightOf) < nearlyTheSame)) continue
    texts.add(one.text).add(other.text)
    const key = [one.entry.id, other.entry.id, one.stems.join(' ')].join('\n')
    if (told.has(key)) continue
    told.add(key)
    findings.push(inTwo(one, other, same, 1 / entries.length))
  }
  return { findings, texts }
}

function twice({ text }: Phrasing, { entry, line, text: again }: Phrasing): Finding {
  return {
    ...{ severity: 'hint', kind: 'phrasing-twice', file: entry.file, line, language: entry.language },
    entry: entry.id,
    message: `entry "${entry.id}" says "${again}" twice (also as "${text}"). Put another way to ask in its place.`,
  }
}

function inTwo(one: Phrasing, { entry, text, line }: Phrasing, same: boolean, share: number): Finding {
  const where = `entry "${one.entry.id}" (${one.entry.file}:${one.line})`
  const message = same
    ? `entry "${entry.id}": "${text}" also stands in ${where}, so visitors are asked which one they mean. Keep it in one of them.`
    : `entry "${entry.id}": "${text}" is almost "${one.text}" in ${where}. Write in one of them what makes the difference.`
  return {
    ...{ severity: same ? 'warning' : 'hint', file: entry.file, line, language: entry.language },
    kind: same ? 'phrasing-in-two-entries' : 'phrasing-nearly-in-two-entries',
    ...{ entry: entry.id, message, costs: [{ part: 'distinct', share }] },
  }
}

async function readPhrasings(entries: OwnEntry[], language: string): Promise<Phrasing[]> {
  const read = await createReader(language)
  return entries.flatMap((entry) =>
    [
      { text: entry.question, line: entry.lineOf(['question']) },
      ...entry.phrasings.map((text, at) => ({ text, line: entry.lineOf(['phrasings', at]) })),
    ].map(({ text, line }) => {
      const stems = read(text).map(({ stem }) => stem)
      return { entry, text, line, stems: stems.sort() }
    }),
  )
}

/** How much a word tells: seldom ones more (Spärck Jones 1972). */
function rarity(phrasings: Phrasing[]): (stem: string) => number {
  const seen = new Map<string, number>()
  for (const { stems } of phrasings)
    for (const stem of new Set(stems)) seen.set(stem, (seen.get(stem) ?? 0) + 1)
  return (stem) => Math.log((phrasings.length + 1) / (seen.get(stem) ?? 1))
}

/** The weight of the words in both, of that of the words in either. */
function overlap(one: Phrasing, other: Phrasing, weightOf: (stem: string) => number): number {
  const [mine, theirs] = [new Set(one.stems), new Set(other.stems)]
  const weigh = (stems: string[]) => stems.reduce((sum, stem) => sum + weightOf(stem), 0)
  const shared = weigh([...mine].filter((stem) => theirs.has(stem)))
  return shared / (weigh([...mine]) + weigh([...theirs]) - shared)
}

/** Each pair once that has its rarest words in common: only those can be alike. */
function* pairsSharingWords(phrasings: Phrasing[]): Generator<[Phrasing, Phrasing]> {
  const holders = new Map<string, number[]>()
  for (const [at, { stems }] of phrasings.entries()) {
    const met = new Set<number>()
    for (const stem of new Set(stems)) {
      const earlier = holders.get(stem) ?? []
      for (const other of earlier) met.add(other)
      holders.set(stem, [...earlier, at])
    }
    for (const other of met) yield [phrasings[other]!, phrasings[at]!]
  }
}
