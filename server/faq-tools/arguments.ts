import { parseArgs } from 'node:util'

export const usage = `npm run faq -- check [--strict] [--all] [--links [--site https://shop.example]]
npm run faq -- ask "where is my parcel" [--after "can you deliver to Norway"] [--language de]
npm run faq -- eval FILE [--all]
npm run faq -- missed [--days 30] [--all]
Each takes --faq FOLDER (else FAQ_DIR, else faq-data) and --json.`

const options = {
  faq: { type: 'string' },
  json: { type: 'boolean', default: false },
  language: { type: 'string' },
  after: { type: 'string' },
  strict: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  links: { type: 'boolean', default: false },
  site: { type: 'string' },
  days: { type: 'string' },
} as const

export type Values = ReturnType<
  typeof parseArgs<{ options: typeof options; allowPositionals: true }>
>['values']

type Command = (typeof commands)[number]
const commands = ['ask', 'check', 'eval', 'missed'] as const
const allowed: Record<Command, (keyof Values)[]> = {
  check: ['strict', 'all', 'links', 'site'],
  ask: ['language', 'after'],
  eval: ['all'],
  missed: ['all', 'days'],
}

/** What the command line asks for, or what is wrong with it; an empty problem: it asks for nothing. */
export function readArguments(
  args: string[],
): { command: Command; words: string[]; values: Values } | { problem: string } {
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    const [first, ...words] = positionals
    const command = commands.find((each) => each === first)
    if (!command) return { problem: first ? `There is no "${first}".` : '' }
    const idle = (Object.keys(values) as (keyof Values)[]).find(
      (name) => values[name] && !['faq', 'json', ...allowed[command]].includes(name),
    )
    if (idle) return { problem: `"${command}" knows no --${idle}.` }
    if (command === 'ask' && words.join('').trim() === '')
      return { problem: 'What shall be asked? Write it in quotes.' }
    if (command === 'eval' && words.length !== 1) return { problem: 'Name one file of questions.' }
    if (command === 'check' && words.length > 0)
      return { problem: `"check" takes no "${words[0]}". The folder goes after --faq.` }
    if (command === 'missed' && words.length > 0) return { problem: `"missed" takes no "${words[0]}".` }
    if (values.days && !/^[1-9]\d{0,4}$/.test(values.days))
      return { problem: `--days is "${values.days}": not a number of days, such as 30.` }
    if (values.language && !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(values.language))
      return { problem: `--language is "${values.language}": not a language tag, such as de or pt-BR.` }
    if (values.site && !values.links) return { problem: '--site says where --links shall look: add --links.' }
    if (values.site && !/^https?:\/\/\S/.test(values.site))
      return { problem: `--site is "${values.site}": not an address, such as https://shop.example.` }
    return { command, words, values }
  } catch (cause) {
    if (cause instanceof TypeError && 'code' in cause) return { problem: cause.message.split('. ')[0] + '.' }
    throw cause
  }
}
