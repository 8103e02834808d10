import { relative, resolve } from 'node:path'
import { FaqUnusable, formatProblem } from '../bot/faq-problem.ts'
import type { LearnedPlace } from '../bot/learned-cache.ts'
import { readArguments, usage } from './arguments.ts'
import type { Values } from './arguments.ts'
import { askFaq } from './ask.ts'
import { checkFaq } from './check.ts'
import { evaluate } from './eval.ts'
import { reportMissed } from './missed.ts'
import { gatherMissed } from './missed-questions.ts'
import type { EachConversation } from './missed-questions.ts'
import { readOwnersFaq } from './owners-faq.ts'
import { readQuestions } from './questions-file.ts'
import { showAsk } from './show-ask.ts'
import { showCheck } from './show-check.ts'
import { showEval } from './show-eval.ts'
import { showMissed } from './show-missed.ts'
import { createTerminal } from './terminal.ts'
import type { Screen } from './terminal.ts'

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
  /** What visitors said: the desk in DATA_DIR or DATABASE_URL. */
  eachConversation: EachConversation
  now: () => number
  colours: boolean
}

const daysUsual = 30
const dayMs = 86_400_000

/** One mistake made everywhere need not be told a hundred times. */
const problemsMost = 10

/** The site owner's tools: what `npm run faq -- …` does with these arguments. */
export async function runFaq(args: string[], around: Surroundings): Promise<ExitCode> {
  const asked = readArguments(args)
  if ('problem' in asked) return misused(asked.problem, around)
  const { command, words, values } = asked
  const folder = values.faq ? resolve(around.cwd, values.faq) : around.faqDir
  try {
    if (command === 'check') return await check(folder, values, around)
    if (command === 'ask') return await ask(folder, words.join(' '), values, around)
    if (command === 'missed') return await missed(folder, values, around)
    return await evalFile(folder, words[0]!, values, around)
  } catch (cause) {
    if (!(cause instanceof FaqUnusable)) throw cause
    around.err.write(`${cause.message}\n`)
    return 1
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

async function missed(folder: string, values: Values, around: Surroundings): Promise<ExitCode> {
  const faq = await readOwnersFaq(folder)
  warnOfProblems(faq.problems.length, around)
  const days = Number(values.days ?? daysUsual)
  const found = await gatherMissed(around.eachConversation, around.now() - days * dayMs)
  const report = await reportMissed(faq, { folder, learned: around.learned }, found)
  if (values.json) around.out.write(`${JSON.stringify(report, null, 2)}\n`)
  else showMissed(report, days, terminalOf(around), values.all)
  return 0
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
