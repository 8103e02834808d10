import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { FolderInUse } from '../store/embedded/claim.ts'
import { StoreUnavailable } from '../store/unavailable.ts'
import { Refusal } from '../domain/refusal.ts'
import { checkDesk, filesSetAside } from './check-desk.ts'
import { DeskFileProblem } from './desk-file.ts'
import { counted, countsInWords } from './desk-item.ts'
import { itemsOf } from './desk-source.ts'
import { forgetVisitor, nobody } from './forget.ts'
import { importItems, missingIn } from './import-desk.ts'
import { planImport } from './import-plan.ts'
import { conversationsOf, onlyThese } from './one-visitor.ts'
import { createProgress } from './progress.ts'
import type { Screen } from './progress.ts'
import { withDesk, withStore } from './reach-desk.ts'
import type { DeskPlace } from './reach-desk.ts'
import { writeDeskFile } from './write-desk-file.ts'

const usage = `npm run store -- export FILE    all conversations, notes and accounts; compressed if FILE ends in .gz
npm run store -- import FILE    the same into this desk, with their ids and numbers; again changes nothing
npm run store -- check          whether everything that is kept fits together
npm run store -- export FILE --only WHO    what is kept of one visitor; WHO: an e-mail address they left, or the id of a conversation
npm run store -- forget WHO     what would be removed of one visitor; with --yes it is
The desk is the one in DATABASE_URL, or else in DATA_DIR.`

/** 0: done, sound. 1: refused, incomplete, or something does not fit. 2: it could not be tried. */
export type ExitCode = 0 | 1 | 2

export interface Surroundings extends DeskPlace {
  out: Screen
  err: Screen
  cwd: string
  now: () => number
}

/** What `npm run store -- …` does with these arguments. */
export async function runStore(args: string[], around: Surroundings): Promise<ExitCode> {
  const asked = readArguments(args)
  if ('problem' in asked) {
    around.err.write(`${asked.problem ? `${asked.problem}\n` : ''}${usage}\n`)
    return 2
  }
  const progress = createProgress(around.err, around.now)
  const run: Run = { ...around, progress }
  try {
    if (asked.command === 'check') return await check(run)
    if (asked.command === 'forget') return await forgetVisitor(asked.who, asked.yes, run)
    const file = resolve(around.cwd, asked.file)
    if (asked.command === 'import') return await importDesk(file, run)
    return asked.only === undefined ? await exportDesk(file, run) : await exportVisitor(file, asked.only, run)
  } catch (cause) {
    progress.clear()
    around.err.write(`${sentenceFor(cause, asked.command)}\n`)
    return cause instanceof DeskFileProblem ? 1 : 2
  }
}

type Run = Surroundings & { progress: ReturnType<typeof createProgress> }

type Asked =
  | { command: 'check' }
  | { command: 'export'; file: string; only: string | undefined }
  | { command: 'import'; file: string }
  | { command: 'forget'; who: string; yes: boolean }

function readArguments(args: string[]): Asked | { problem: string } {
  try {
    const options = { only: { type: 'string' }, yes: { type: 'boolean', default: false } } as const
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    const [command, ...words] = positionals
    const [word] = words
    const isOne = word !== undefined && words.length === 1
    if (values.only !== undefined && command !== 'export') return { problem: '--only belongs to "export".' }
    if (values.yes && command !== 'forget') return { problem: '--yes belongs to "forget".' }
    if (command === 'check') return word === undefined ? { command } : { problem: '"check" takes no file.' }
    if (command === 'forget')
      return isOne ? { command, who: word, yes: values.yes } : { problem: '"forget" takes one visitor.' }
    if (command !== 'export' && command !== 'import')
      return { problem: command ? `There is no "${command}".` : '' }
    if (!isOne) return { problem: `"${command}" takes one file.` }
    return command === 'export' ? { command, file: word, only: values.only } : { command, file: word }
  } catch (cause) {
    if (cause instanceof TypeError && 'code' in cause) return { problem: `${cause.message.split('. ')[0]}.` }
    throw cause
  }
}

async function exportDesk(file: string, run: Run): Promise<ExitCode> {
  const { progress, out, err } = run
  const missing: string[] = []
  const content = await withDesk(run, (desk) =>
    writeDeskFile(
      file,
      itemsOf(desk, {
        onProgress: (done, of) => progress.tell('Exporting', done, of),
        onUnreadable: ({ id }) => missing.push(id),
      }),
    ),
  )
  progress.clear()
  out.write(`${file}: ${countsInWords(content.counts)}.\ncontent ${content.hash()}\n`)
  err.write('It holds what people wrote, and password hashes: keep it where only you may read it.\n')
  if (missing.length === 0) return 0
  err.write(`Not in it, because they cannot be read: ${missing.join(', ')}. See npm run store -- check\n`)
  return 1
}

/** What one visitor may ask for: all that is kept of them, and nothing of others. */
async function exportVisitor(file: string, who: string, run: Run): Promise<ExitCode> {
  const { progress, out, err } = run
  const onUnreadable = ({ id }: { id: string }) =>
    void err.write(`Not in it, because it cannot be read: ${id}\n`)
  const content = await withDesk(run, async (desk) => {
    const onProgress = (done: number, of: number) => progress.tell('Looking for them', done, of)
    const ids = new Set((await conversationsOf(desk, who, { onProgress, onUnreadable })).map(({ id }) => id))
    return ids.size === 0 ? null : writeDeskFile(file, onlyThese(itemsOf(desk, { onUnreadable }), ids))
  })
  progress.clear()
  if (content === null) {
    err.write(nobody(who))
    return 1
  }
  out.write(`${file}: ${countsInWords(content.counts)}.\ncontent ${content.hash()}\n`)
  err.write('It has the notes of agents too.\n')
  return 0
}

/** Looks at everything before it saves anything, and reads everything back from a store that was opened anew. */
async function importDesk(file: string, run: Run): Promise<ExitCode> {
  const { progress, out, err } = run
  const plan = await withStore(run, async ({ store }) => {
    const found = await planImport(file, store, (done) => progress.tell('Reading the file, line', done))
    await importItems(file, store, found, (done, of) => progress.tell('Importing', done, of))
    return found
  })
  const missing = await withStore(run, ({ store }) =>
    missingIn(file, store, plan, (done) => progress.tell('Reading it back', done)),
  )
  progress.clear()
  if (missing.length > 0) {
    err.write(
      `Not as in the file: ${missing.slice(0, 10).join(', ')} (${missing.length} in all). Run the same command again.\n`,
    )
    return 1
  }
  const { content, newItems, further } = plan
  const added = newItems === 0 ? 'Nothing was new' : `${counted(newItems, 'item')} added`
  out.write(`${added}. Read back: ${countsInWords(content.counts)}.\ncontent ${content.hash()}\n`)
  const own = further.size > 0 ? ` ${counted(further.size, 'item')} that went on here stayed.` : ''
  err.write(`Agents sign in again; their passwords are the same.${own}\n`)
  return 0
}

async function check(run: Run): Promise<ExitCode> {
  const { progress, out, config } = run
  const report = await withDesk(run, (desk) =>
    checkDesk(desk, (done, of) => progress.tell('Checking', done, of)),
  )
  progress.clear()
  const aside = config.databaseUrl === null ? await filesSetAside(config.dataDir) : []
  const findings = [...report.findings, ...aside]
  for (const finding of findings) out.write(`${finding}.\n`)
  const verdict = findings.length === 0 ? 'Sound' : counted(findings.length, 'problem')
  out.write(`${verdict}: ${countsInWords(report.content.counts)}.\ncontent ${report.content.hash()}\n`)
  return findings.length === 0 ? 0 : 1
}

function sentenceFor(cause: unknown, command: Asked['command']): string {
  const what = command === 'import' ? 'An import' : `"${command}"`
  if (cause instanceof FolderInUse) return `${cause.message} ${what} needs the folder for itself.`
  if (cause instanceof DeskFileProblem || cause instanceof StoreUnavailable) return cause.message
  if (cause instanceof Refusal && cause.code === 'try-again')
    return 'The store cannot be read right now (slow or away). Run the same command again.'
  throw cause
}
