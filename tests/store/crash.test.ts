import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scanSegment } from '../../server/store/embedded/record.ts'
import { everythingIn } from './contract.ts'
import { closeOnce, copyOf, namesIn, newFolder, openStore } from './folders.ts'
import { firstChange, says, writesNote } from './samples.ts'

/** Hundreds of starts, or processes of their own. */
const slow = { timeout: 60_000 }

test('a store that was never closed is found as it was', async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.begin('c2', firstChange('viktor', 2_000))
  await store.conversations.change('c1', (current) => says(current, 'm1'))
  await store.conversations.change('c1', (current) => writesNote(current, 'n1'))
  await store.conversations.change('c1', () => ({ state: { rating: 4 }, entries: [], notes: [] }))
  await store.conversations.change('c2', () => ({ state: { status: 'closed' }, entries: [], notes: [] }))
  await store.secrets.change('cookie', () => 'x')
  const { store: again, warnings } = await openStore(await copyOf(folder))
  expect(await everythingIn(again)).toEqual(await everythingIn(store))
  expect(warnings).toEqual([])
})

test('a conversation changes on after each crash, and every crash is survived', async () => {
  let folder = await newFolder()
  let { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  for (let i = 0; i < 5; i++) {
    await store.conversations.change('c1', (current) => says(current, `m${i}`))
    folder = await copyOf(folder)
    ;({ store } = await openStore(folder))
  }
  expect((await store.conversations.read('c1')).entries).toHaveLength(6)
})

test('every change that a killed process acknowledged is there', slow, async () => {
  const folder = await newFolder()
  const acknowledged: string[] = []
  for (const enough of [500, 3_000, 6_000]) acknowledged.push(...(await burstAndKill(folder, enough)))
  const { store } = await openStore(folder)
  const found = new Set<string>()
  for (const { id } of await store.conversations.list({ statuses: ['bot'] })) {
    const { entries } = await store.conversations.read(id)
    for (const [index, entry] of entries.entries()) {
      expect(entry.sequence).toBe(index + 1)
      found.add(`${id} ${entry.id} ${entry.sequence}`)
    }
  }
  expect(acknowledged.filter((line) => !found.has(line))).toEqual([])
})

test('a journal cut at any byte of its last two records loses only those that are cut', slow, async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  for (const id of ['m1', 'm2', 'm3', 'm4'])
    await store.conversations.change('c1', (current) => says(current, id, 'ü'))
  const crashed = await copyOf(folder)
  const path = join(crashed, 'journal', '000001.log')
  const bytes = await readFile(path)
  const ends = recordEnds(bytes)
  expect(ends).toHaveLength(5)
  for (let cut = ends[2] ?? 0; cut <= (ends[4] ?? 0); cut++) {
    const whole = ends.filter((end) => end - 1 <= cut).length
    const copy = await copyOf(crashed)
    await truncate(join(copy, 'journal', '000001.log'), cut)
    const { store: again, warnings } = await openStore(copy)
    expect((await again.conversations.read('c1')).entries).toHaveLength(whole)
    const isTorn = !ends.some((end) => cut === end || cut === end - 1)
    expect(warnings.filter((warning) => warning.includes('cut after its last whole record'))).toHaveLength(
      isTorn ? 1 : 0,
    )
    await again.conversations.change('c1', (current) => says(current, 'later'))
    await closeOnce(again)
  }
})

test('leftover temp files are removed', async () => {
  const folder = await newFolder()
  await closeOnce((await openStore(folder)).store)
  for (const path of ['index.json.1.1.tmp', 'conversations/c1.json.77.3.tmp', 'journal/x.tmp'])
    await writeFile(join(folder, path), 'half of some')
  const { warnings } = await openStore(folder)
  expect(await namesIn(folder, '.')).toEqual(['conversations', 'index.json', 'journal'])
  expect(await namesIn(folder, 'conversations')).toEqual([])
  expect(await namesIn(folder, 'journal')).toEqual(['000001.log'])
  expect(warnings).toEqual([])
})

/** Kills a process in mid-burst once it has acknowledged enough. Returns the whole lines that it printed. */
async function burstAndKill(folder: string, enough: number): Promise<string[]> {
  const script = join(import.meta.dirname, '../support/store-burst.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let text = ''
  let lines = 0
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    lines += chunk.split('\n').length - 1
    if (lines >= enough) child.kill('SIGKILL')
  })
  await Promise.all([exited, once(child.stdout, 'close')])
  expect(lines).toBeGreaterThanOrEqual(enough)
  return text.slice(0, text.lastIndexOf('\n')).split('\n')
}

/** Behind the newline of each record. */
function recordEnds(bytes: Buffer): number[] {
  const ends: number[] = []
  for (let at = bytes.indexOf('\n'); at >= 0; at = bytes.indexOf('\n', at + 1)) ends.push(at + 1)
  expect(scanSegment(bytes).records).toHaveLength(ends.length)
  return ends
}
