import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { createReader } from '../../server/bot/matcher/normalise.ts'
import { trainContrast } from './contrast.ts'
import { readCorpus } from './corpus.ts'
import { readPairs } from './pairs.ts'
import { trainSkipGram } from './skip-gram.ts'
import { packTable, pullBack, temperLengths, weighByRarity } from './table.ts'

const usage = `Makes the table of word vectors that lets questions match phrasings they share no words with.

  npm run word-table -- train --text FILE… [--pairs FILE…] --language en --out server/bot/words/en.table

  --text      plain text, one sentence a line; .gz is unpacked. 5 million words or more.
  --pairs     lines of two texts that mean the same: text TAB text [TAB kind:group]. May be left out.
  --language  the language tag: it chooses the stemmer, and the server takes LANGUAGE.table for it.
  --out       the file to write, about 1.2 MB.
  --threads   of training; one gives the very same table again. Default: half the processors.
  --epochs    times the text is read. Default: 8.
  --seed      Default: 1.
`

const dimensions = 64
const vocabulary = { seen: 5, words: 30_000 }
const pairEpochs = 2

const { values, tokens } = parseArgs({
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
  },
})
const text = filesAfter('text')
const { language, out } = values
if (
  tokens[0]?.kind !== 'positional' ||
  tokens[0].value !== 'train' ||
  text.length === 0 ||
  !language ||
  !out
) {
  say(usage)
  process.exit(1)
}
try {
  await train(text, filesAfter('pairs'), language, out)
} catch (cause) {
  say(`\n${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exit(1)
}

async function train(text: string[], pairs: string[], language: string, out: string): Promise<void> {
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
  const packed = packTable({ ...table, vectors: temperLengths(table.vectors, dimensions) })
  writeFileSync(out, packed)
  say(`${out}: ${words.length} words, ${Math.round(packed.length / 1000)} kB\n`)
}

/** An option may be followed by several files, as a shell writes them for `*.gz`. */
function filesAfter(option: string): string[] {
  let current = ''
  return tokens.flatMap((token) => {
    if (token.kind === 'option') current = token.name
    if (token.kind === 'option-terminator' || current !== option) return []
    return token.value ?? []
  })
}

function showProgress(name: string): (done: number) => void {
  const started = performance.now()
  let shown = -1
  return (done) => {
    const percent = Math.floor(done * 100)
    if (percent === shown) return
    shown = percent
    const seconds = Math.round((performance.now() - started) / 1000)
    say(`\r${name}: ${percent} % after ${seconds} s${done === 1 ? '\n' : ''}`)
  }
}

function say(words: string): void {
  process.stdout.write(words)
}
