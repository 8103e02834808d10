import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { createReader } from '../../server/bot/matcher/normalise.ts'
import { TableRows } from '../../server/bot/matcher/word-table-format.ts'
import { trainContrast } from './contrast.ts'
import { readCorpus } from './corpus.ts'
import { readPairs } from './pairs.ts'
import { say, showProgress } from './progress.ts'
import { trainSkipGram } from './skip-gram.ts'
import { packTable, pullBack, temperLengths, weighByRarity } from './table.ts'
import type { Table } from './table.ts'
import { readTranslations, translateTable } from './translate.ts'

const usage = `Makes the table of word vectors that lets questions match phrasings they share no words with.

  npm run word-table -- train --text FILE… [--pairs FILE…] --language en --out server/bot/words/en.table

  From texts of the language.
  --text      plain text, one sentence a line; .gz is unpacked. 5 million words or more.
  --pairs     lines of two texts that mean the same: text TAB text [TAB kind:group]. May be left out.
  --threads   of training; one gives the very same table again. Default: half the processors.
  --epochs    times the text is read. Default: 8.
  --seed      Default: 1.

  npm run word-table -- translate --pairs FILE… --language de --out server/bot/words/de.table

  From the table of another language and texts with their translations, where there are no texts of five million words.
  --pairs     lines of a text and its translation: english TAB deutsch. 200,000 words or more.
  --from      the language of the first. Default: en.
  --table     its table. Default: server/bot/words/FROM.table.
  --words     how many of the most frequent words are kept. Default: 12000.

  Both:
  --language  the language tag: it chooses the stemmer, and the server takes LANGUAGE.table for it.
  --out       the file to write, about 1.2 MB for 30,000 words.
`

const dimensions = 64
const vocabulary = { seen: 5, words: 30_000 }
const pairEpochs = 2

const { values, tokens, positionals } = parseArgs({
  allowPositionals: true,
  tokens: true,
  options: {
    text: { type: 'string' },
    pairs: { type: 'string' },
    language: { type: 'string' },
    out: { type: 'string' },
    threads: { type: 'string' },
    epochs: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: 'en' },
    table: { type: 'string' },
    words: { type: 'string', default: '12000' },
  },
})
const [command] = positionals
const { language, out } = values
const text = filesAfter('text')
const pairs = filesAfter('pairs')
const isTraining = command === 'train' && text.length > 0
const isTranslating = command === 'translate' && pairs.length > 0
if ((!isTraining && !isTranslating) || !language || !out) {
  say(usage)
  process.exit(1)
}
try {
  const table = isTraining ? await train(language) : await translate(language)
  const packed = packTable(table)
  writeFileSync(out, packed)
  say(`${out}: ${table.words.length} words, ${Math.round(packed.length / 1000)} kB\n`)
} catch (cause) {
  say(`\n${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exit(1)
}

async function train(language: string): Promise<Table> {
  const read = await createReader(language)
  const epochs = Number(values.epochs)
  const seed = Number(values.seed)
  const threads = Number(values.threads ?? Math.max(1, availableParallelism() >> 1))
  say(`Reading ${text.length} files\n`)
  const corpus = await readCorpus(text, read, vocabulary)
  const { words, counts, numberOf } = corpus
  say(
    `${counts.reduce((sum, count) => sum + count, 0)} words in the text, ${words.length} different ones kept\n`,
  )
  const onProgress = showProgress('Words in their surroundings')
  const vectors = await trainSkipGram(corpus, { dimensions, epochs, threads, seed, onProgress })
  const base = weighByRarity(vectors, counts, dimensions)
  const table = { language, words, dimensions, vectors: base }
  if (pairs.length > 0) {
    const onProgress = showProgress('Texts that mean the same')
    const same = await readPairs(pairs, read, numberOf, seed)
    const taught = trainContrast(base, same, { dimensions, epochs: pairEpochs, seed, onProgress })
    table.vectors = pullBack(base, taught)
  }
  return { ...table, vectors: temperLengths(table.vectors, dimensions) }
}

async function translate(language: string): Promise<Table> {
  const { from } = values
  const rows = new TableRows(await readFile(values.table ?? `server/bot/words/${from}.table`))
  const [readFrom, readTo] = await Promise.all([createReader(from), createReader(language)])
  say(`Reading ${pairs.length} files\n`)
  const translations = await readTranslations(pairs, rows, readFrom, readTo)
  say(`${translations.texts.length} texts with translations, ${translations.words.length} different words\n`)
  const onProgress = showProgress('Words and what they stand for')
  return translateTable(rows, translations, { language, from, words: Number(values.words), onProgress })
}

/** An option may be followed by several files, as a shell writes them for `*.gz`. */
function filesAfter(option: string): string[] {
  let current = ''
  return tokens.slice(1).flatMap((token) => {
    if (token.kind === 'option') current = token.name
    if (token.kind === 'option-terminator' || current !== option) return []
    return token.value ?? []
  })
}
