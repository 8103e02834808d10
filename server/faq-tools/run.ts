import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { FaqUnusable, formatProblem } from '../bot/faq-problem.ts'
import type { LearnedPlace } from '../bot/learned-cache.ts'
import { askFaq } from './ask.ts'
import { checkFaq } from './check.ts'
import { evaluate } from './eval.ts'
import { readOwnersFaq } from './owners-faq.ts'
import { readQuestions } from './questions-file.ts'
import { showAsk } from './show-ask.ts'
import { showCheck } from './show-check.ts'
import { showEval } from './show-eval.ts'
import { createTerminal } from './terminal.ts'
import type { Screen } from './terminal.ts'

const usage = `npm run faq -- check [--strict] [--all] [--links [--site https://shop.example]]
npm run faq -- ask "where is my parcel" [--after "can you deliver to Norway"] [--language de]
npm run faq -- eval FILE [--all]
Each takes --faq FOLDER (else FAQ_DIR, else faq-data) and --json.`

/** 0: fine. 1: mistakes, or below what is demanded. 2: called in a way that there is not. */
export type ExitCode = 0 | 1 | 2

export interface Surroundings {
  out: Screen
  err: Screen
  cwd: string
  /** Where the FAQ is, if nothing else is said. */
  faqDir: string
  /** What a server learned of it, if one did; null: everything is learned anew. */
  learned: LearnedPlace | null
  colours: boolean
}

/** One mistake made everywhere need not be told a hundred times. */
const problemsMost = 10

const options = {
  faq: { type: 'string' },
  json: { type: 'boolean', default: false },
  language: { type: 'string' },
  after: { type: 'string' },
  strict: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  links: { type: 'boolean', default: false },
  site: { type: 'string' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values']

/** The site owner's tools: what `npm run faq -- …` does with these arguments. */
export async function runFaq(args: string[], around: Surroundings): Promise<ExitCode> {
  const asked = readArguments(args)
  if ('problem' in asked) return misused(asked.problem, around)
  const { command, words, values } = asked
  const folder = values.faq ? resolve(around.cwd, values.faq) : around.faqDir
  try {
    if (command === 'check') return await check(folder, values, around)
    if (command === 'ask') return await ask(folder, words.join(' '), values, around)
    return await evalFile(folder, words[0]!, values, around)
  } catch (cause) {
    if (!(cause instanceof FaqUnusable)) throw cause
    around.err.write(`${cause.message}\n`)
    return 1
  }
}

type Command = 'ask' | 'check' | 'eval'
const allowed: Record<Command, (keyof Values)[]> = {
  check: ['strict', 'all', 'links', 'site'],
  ask: ['language', 'after'],
  eval: ['all'],
}

function readArguments(
  args: string[],
): { command: Command; words: string[]; values: Values } | { problem: string } {
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    const [command, ...words] = positionals
    if (command !== 'ask' && command !== 'check' && command !== 'eval')
      return { problem: command ? `There is no "${command}".` : '' }
    const idle = (Object.keys(values) as (keyof Values)[]).find(
      (name) => values[name] && !['faq', 'json', ...allowed[command]].includes(name),
    )
    if (idle) return { problem: `"${command}" knows no --${idle}.` }
    if (command === 'ask' && words.join('').trim() === '')
      return { problem: 'What shall be asked? Write it in quotes.' }
    if (command === 'eval' && words.length !== 1) return { problem: 'Name one file of questions.' }
    if (command === 'check' && words.length > 0)
      return { problem: `"check" takes no "${words[0]}". The folder goes after --faq.` }
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

function misused(problem: string, { err }: Surroundings): ExitCode {
  err.write(`${problem ? `${problem}\n` : ''}${usage}\n`)
  return 2
}

async function check(folder: string, values: Values, around: Surroundings): Promise<ExitCode> {
  const faq = await readOwnersFaq(folder)
  const { err } = around
  const progress = (done: number, of: number) => {
    if (err.isTTY) err.write(done < of ? `\rAsking hidden phrasings … ${done} of ${of}` : '\r\u001b[K')
  }
  const links = values.links ? { site: values.site ?? null } : null
  const report = await checkFaq(faq, { links, onProgress: progress })
  if (values.json) around.out.write(`${JSON.stringify(report, null, 2)}\n`)
  else showCheck(report, called(folder, around), terminalOf(around), values.all)
  const failing = values.strict ? ['mistake', 'warning'] : ['mistake']
  return report.findings.some(({ severity }) => failing.includes(severity)) ? 1 : 0
}

async function ask(folder: string, text: string, values: Values, around: Surroundings): Promise<ExitCode> {
  const faq = await readOwnersFaq(folder)
  warnOfProblems(faq.problems.length, around)
  const { language = null, after = null } = values
  const report = await askFaq(faq, text, { wanted: language, after, learned: around.learned })
  if (values.json) around.out.write(`${JSON.stringify(report, null, 2)}\n`)
  else showAsk(report, terminalOf(around))
  return 0
}

async function evalFile(
  folder: string,
  name: string,
  values: Values,
  around: Surroundings,
): Promise<ExitCode> {
  const faq = await readOwnersFaq(folder)
  const path = called(resolve(around.cwd, name), around)
  const read = await readQuestions(
    path,
    new Set(faq.entries.filter(({ draft }) => !draft).map(({ id }) => id)),
  )
  if ('problems' in read) {
    for (const problem of read.problems.slice(0, problemsMost))
      around.err.write(`${formatProblem(problem)}\n`)
    const more = read.problems.length - problemsMost
    if (more > 0) around.err.write(`… and ${more} more.\n`)
    return 1
  }
  warnOfProblems(faq.problems.length, around)
  const report = await evaluate({ folder, learned: around.learned }, path, read.file, read.lines)
  if (values.json) around.out.write(`${JSON.stringify(report, null, 2)}\n`)
  else showEval(report, terminalOf(around), values.all)
  return report.passed ? 0 : 1
}

function warnOfProblems(count: number, { err }: Surroundings): void {
  if (count === 0) return
  const mistakes = count === 1 ? 'a mistake' : `${count} mistakes`
  err.write(`The FAQ has ${mistakes}, and what has one is left out: npm run faq -- check\n`)
}

function terminalOf({ out, colours }: Surroundings) {
  return createTerminal(out, colours)
}

function called(path: string, { cwd }: Surroundings): string {
  const short = relative(cwd, path) || '.'
  return (short.startsWith('..') ? path : short).replaceAll('\\', '/')
}
