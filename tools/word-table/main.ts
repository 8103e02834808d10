import { writeFileSync } from 'node:fs'
import { createReader } from '../../server/bot/text/normalise.ts'
import { TableRows } from '../../server/bot/meaning/word-table-format.ts'
import { readArguments, usage } from './arguments.ts'
import type { Wanted } from './arguments.ts'
import { trainContrast } from './contrast.ts'
import { readCorpus } from './corpus.ts'
import { Unusable, readTable, requireFiles } from './inputs.ts'
import { readPairs } from './pairs.ts'
import { say, showProgress } from './progress.ts'
import { trainSkipGram } from './skip-gram.ts'
import { packTable, pullBack, temperLengths, weighByRarity } from './table.ts'
import type { Table } from './table.ts'
import { readTranslations, translateTable } from './translate.ts'

const dimensions = 64
const vocabulary = { seen: 5, words: 30_000 }
const pairEpochs = 2
/** With fewer, words that mean the same are seldom seen to. */
const wordsAdvised = { train: 5_000_000, translate: 200_000 }

process.exitCode = await main()

/** 0: written. 1: a file or what is in it is no good. 2: called in a way that there is not. */
async function main(): Promise<0 | 1 | 2> {
  const wanted = readArguments(process.argv.slice(2))
  if ('problem' in wanted) {
    process.stderr.write(`${wanted.problem && `${wanted.problem}\n\n`}${usage}`)
    return 2
  }
  try {
    const isTraining = wanted.command === 'train'
    const further = isTraining ? wanted.text : [wanted.table]
    await requireFiles([...wanted.pairs, ...further], wanted.out)
    const table = isTraining ? await train(wanted) : await translate(wanted)
    const packed = packTable(table)
    writeFileSync(wanted.out, packed)
    say(`${wanted.out}: ${table.words.length} words, ${Math.round(packed.length / 1000)} kB\n`)
    return 0
  } catch (cause) {
    if (!(cause instanceof Unusable)) throw cause
    process.stderr.write(`${cause.message}\n`)
    return 1
  }
}

async function train({ language, text, pairs, epochs, seed, threads }: Wanted): Promise<Table> {
  const read = await createReader(language)
  say(`Reading ${files(text)}\n`)
  const corpus = await readCorpus(text, read, vocabulary)
  const { words, counts, numberOf } = corpus
  const total = counts.reduce((sum, count) => sum + count, 0)
  say(`${total} words in the text, ${words.length} different ones kept\n`)
  adviseMore(total, wordsAdvised.train)
  // Before the long part: a file of pairs may be no good.
  const same = pairs.length > 0 ? await readPairs(pairs, read, numberOf, seed) : []
  const onProgress = showProgress('Words in their surroundings')
  const vectors = await trainSkipGram(corpus, { dimensions, epochs, threads, seed, onProgress })
  const base = weighByRarity(vectors, counts, dimensions)
  const table = { language, words, dimensions, vectors: base }
  if (same.length > 0) {
    const onProgress = showProgress(`${same.length} pairs of texts that mean the same`)
    const taught = trainContrast(base, same, { dimensions, epochs: pairEpochs, seed, onProgress })
    table.vectors = pullBack(base, taught)
  }
  return { ...table, vectors: temperLengths(table.vectors, dimensions) }
}

async function translate({ language, from, table, pairs, words }: Wanted): Promise<Table> {
  const rows = openTable(table, await readTable(table))
  const [readFrom, readTo] = await Promise.all([createReader(from), createReader(language)])
  say(`Reading ${files(pairs)}\n`)
  const translations = await readTranslations(pairs, rows, readFrom, readTo)
  say(`${translations.texts.length} texts with translations, ${translations.words.length} different words\n`)
  const total = translations.counts.reduce((sum, count) => sum + count, 0)
  adviseMore(total, wordsAdvised.translate)
  const onProgress = showProgress('Words and what they stand for')
  return translateTable(rows, translations, { language, from, words, onProgress })
}

function openTable(file: string, bytes: Buffer): TableRows {
  try {
    return new TableRows(bytes)
  } catch {
    throw new Unusable(`${file} is no table, or damaged. Make it again, or name another with --table.`)
  }
}

function adviseMore(total: number, advised: number): void {
  if (total < advised)
    say(`That is little: below ${advised.toLocaleString('en-US')} words a table seldom helps. Measure it.\n`)
}

function files({ length }: string[]): string {
  return length === 1 ? '1 file' : `${length} files`
}
