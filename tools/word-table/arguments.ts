import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'

export const usage = `Makes the table of word vectors that lets questions match phrasings they share no words with.

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

export interface Wanted {
  command: 'train' | 'translate'
  language: string
  out: string
  text: string[]
  pairs: string[]
  threads: number
  epochs: number
  seed: number
  from: string
  /** The table that is translated. */
  table: string
  words: number
}

const options = {
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
} as const

type Option = keyof typeof options

/** What the command line asks for, or what is wrong with it; an empty problem: it asks for nothing. */
export function readArguments(args: string[]): Wanted | { problem: string } {
  try {
    const { values, tokens, positionals } = parseArgs({ args, options, allowPositionals: true, tokens: true })
    const [command] = positionals
    if (command === undefined) return { problem: '' }
    if (command !== 'train' && command !== 'translate') return { problem: `There is no "${command}".` }
    const [text, pairs] = [filesAfter('text', tokens), filesAfter('pairs', tokens)]
    const needed: Option = command === 'train' ? 'text' : 'pairs'
    if ((command === 'train' ? text : pairs).length === 0)
      return { problem: `"${command}" needs --${needed}, with one file or more.` }
    const { language, out, from } = values
    if (!language) return { problem: `"${command}" needs --language, such as de.` }
    if (!out) return { problem: `"${command}" needs --out, the file to write.` }
    for (const tag of [language, from])
      if (!/^[a-z]{2,3}$/.test(tag))
        return { problem: `"${tag}" is no language tag that a table can have. Write it short, such as de.` }
    for (const name of ['threads', 'epochs', 'seed', 'words'] as const)
      if (values[name] !== undefined && !/^[1-9]\d{0,8}$/.test(values[name]))
        return { problem: `--${name} is "${values[name]}": not a whole number from 1 on.` }
    return {
      ...{ command, language, out, text, pairs, from },
      threads: Number(values.threads ?? Math.max(1, availableParallelism() >> 1)),
      epochs: Number(values.epochs),
      seed: Number(values.seed),
      table: values.table ?? `server/bot/words/${from}.table`,
      words: Number(values.words),
    }
  } catch (cause) {
    if (cause instanceof TypeError && 'code' in cause) return { problem: `${cause.message.split('. ')[0]}.` }
    throw cause
  }
}

type Tokens = { kind: string; name?: string; value?: string | undefined }[]

/** An option may be followed by several files, as a shell writes them for `*.gz`. */
function filesAfter(option: Option, tokens: Tokens): string[] {
  let current: string | undefined
  return tokens.slice(1).flatMap(({ kind, name, value }) => {
    if (kind === 'option') current = name
    return kind === 'option-terminator' || current !== option ? [] : (value ?? [])
  })
}
