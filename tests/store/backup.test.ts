import { execFile } from 'node:child_process'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type { Change, Conversation } from '../../server/domain/conversation.ts'
import { entriesPerPage } from '../../server/store/embedded/conversation-files.ts'
import type { Store } from '../../server/store/port.ts'
import { scanSegment } from '../../server/store/embedded/record.ts'
import { everythingIn } from './contract.ts'
import { closeOnce, copyOf, namesIn, newFolder, openStore } from './folders.ts'
import { firstChange, says } from './samples.ts'

/** Some seconds of traffic, on a machine that is busy with other things. */
const slow = { timeout: 120_000 }
const close: Change = { state: { status: 'closed' }, entries: [], notes: [] }

test(
  'a copy of the folder, made while it is written, has all that was acknowledged before it',
  slow,
  async () => {
    const folder = await newFolder()
    const { store } = await openStore(folder, { flushAfterMs: 20, segmentBytes: 400_000 })
    const traffic = startWriting(store)
    for (let copies = 0; copies < 8; copies++) {
      await wait(200)
      const acknowledged = traffic.acknowledged()
      const copy = join(await newFolder(), 'backup')
      // Files that are replaced meanwhile are told on standard error, and make it end with 1.
      await promisify(execFile)('cp', ['-a', folder, copy]).catch(() => undefined)
      const { store: restored, warnings } = await openStore(copy)
      for (const [id, head] of acknowledged) {
        const { entries } = await restored.conversations.read(id)
        expect(entries.length).toBeGreaterThanOrEqual(head)
        expect(entries.map((entry) => entry.id)).toEqual(
          entries.map((_, i) => (i === 0 ? 'c-1' : `${id}-${i}`)),
        )
      }
      expect(warnings.filter((warning) => warning.includes('set aside as'))).toEqual([])
      await closeOnce(restored)
    }
    await traffic.stop()
  },
)

test('a file that is copied long before the journal finds its last changes there', slow, async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder, { flushAfterMs: 2, segmentBytes: 3_000 })
  const textOf = async (id: string) => readFile(join(folder, 'conversations', `${id}.json`), 'utf8')
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.begin('c2', firstChange('viktor', 1_000))
  await vi.waitFor(async () => expect(await textOf('c1')).toContain('Hello'), slow)
  const copy = await newFolder()
  await cp(join(folder, 'conversations'), join(copy, 'conversations'), { recursive: true })
  await store.conversations.change('c1', (current) => says(current, 'm1'))
  await vi.waitFor(async () => expect(await textOf('c1')).toContain('"m1"'), slow)
  // The segment of m1 is full, and nothing is in it that is not in files.
  for (let i = 0; !(await namesIn(folder, 'journal')).includes('000002.log'); i++)
    await store.conversations.change('c2', (current) => says(current, `n${i}`))
  const written = (await store.conversations.read('c2')).entries.at(-1)?.id ?? ''
  await vi.waitFor(async () => expect(await textOf('c2')).toContain(`"${written}"`), slow)
  await vi.waitFor(async () => expect(await namesIn(folder, '.')).toContain('index.json'), slow)
  await cp(join(folder, 'journal'), join(copy, 'journal'), { recursive: true })
  await cp(join(folder, 'index.json'), join(copy, 'index.json'))
  const { store: restored } = await openStore(copy)
  expect(await everythingIn(restored)).toEqual(await everythingIn(store))
})

test('a segment that was copied while it was written loses what came later, and no conversation', async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder)
  for (const id of ['c1', 'c2', 'c3'])
    await store.conversations.begin(id, firstChange(`visitor-${id}`, 1_000))
  for (let i = 1; i <= 4; i++)
    for (const id of ['c1', 'c2']) await store.conversations.change(id, (current) => says(current, `m${i}`))
  const copy = await copyOf(folder)
  const path = join(copy, 'journal', '000001.log')
  const bytes = await readFile(path)
  // From the middle of m2 of c1 to the middle of m3 of c1.
  bytes.fill(0, bytes.indexOf('"m2"'), bytes.indexOf('"m3"'))
  await writeFile(path, bytes)
  expect(scanSegment(bytes).damages).toHaveLength(1)

  const opened = await openStore(copy)
  let restored = opened.store
  const idsOf = async (id: string) => (await restored.conversations.read(id)).entries.map((entry) => entry.id)
  expect([await idsOf('c1'), await idsOf('c2'), await idsOf('c3')]).toEqual([
    ['c-1', 'm1'],
    ['c-1', 'm1'],
    ['c-1'],
  ])
  expect(opened.warnings.filter((warning) => warning.includes('ends with entry 2'))).toHaveLength(2)
  await restored.conversations.change('c1', (current) => says(current, 'later'))
  const expected = await everythingIn(restored)
  for (let start = 0; start < 3; start++) {
    // Killed, and then closed: what was left out does not come back.
    if (start === 2) await closeOnce(restored)
    ;({ store: restored } = await openStore(start === 2 ? copy : await copyOf(copy)))
    expect(await everythingIn(restored)).toEqual(expected)
  }
})

test('a copy that has the first part of a segment and the next one whole ends conversations at the first', async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder, { segmentBytes: 2_000 })
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  for (let i = 1; !(await namesIn(folder, 'journal')).includes('000002.log'); i++)
    await store.conversations.change('c1', (current) => says(current, `m${i}`))
  await store.conversations.change('c1', (current) => says(current, 'in the second'))
  const copy = await copyOf(folder)
  const path = join(copy, 'journal', '000001.log')
  const bytes = await readFile(path)
  await writeFile(path, bytes.fill(0, bytes.indexOf('"m3"')))
  const { store: restored } = await openStore(copy)
  const { entries } = await restored.conversations.read('c1')
  expect(entries.map(({ id }) => id)).toEqual(['c-1', 'm1', 'm2'])
})

test('conversations that an older index does not know are found by their files', async () => {
  const folder = await newFolder()
  let { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await closeOnce(store)
  const older = await readFile(join(folder, 'index.json'))
  ;({ store } = await openStore(folder))
  await store.conversations.begin('c2', firstChange('viktor', 2_000))
  const before = await everythingIn(store)
  await closeOnce(store)
  await writeFile(join(folder, 'index.json'), older)
  const { store: again, warnings } = await openStore(folder)
  expect(await everythingIn(again)).toEqual(before)
  expect(warnings).toEqual([
    `${join(folder, 'index.json')} lacks 1 conversations that have files. They are read from those.`,
  ])
})

test('a conversation that an older index takes for open is closed once it was read', async () => {
  const folder = await newFolder()
  let { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await closeOnce(store)
  const older = await readFile(join(folder, 'index.json'))
  ;({ store } = await openStore(folder))
  await store.conversations.change('c1', () => close)
  await closeOnce(store)
  await writeFile(join(folder, 'index.json'), older)
  const { store: again } = await openStore(folder)
  await again.conversations.read('c1')
  expect(await again.conversations.list({ statuses: ['bot'] })).toEqual([])
  expect(await again.conversations.list({ statuses: ['closed'] })).toHaveLength(1)
})

test('the newest full page of a long conversation may be missing from a copy', slow, async () => {
  const folder = await newFolder()
  const { store } = await openStore(folder)
  await store.conversations.begin('c1', firstChange('vera', 1_000))
  await store.conversations.change('c1', (current) => many(current, 2.5 * entriesPerPage))
  const before = await everythingIn(store)
  await closeOnce(store)
  await rm(join(folder, 'conversations', 'c1.2.json'))
  const { store: again, warnings } = await openStore(folder)
  expect(await everythingIn(again)).toEqual(before)
  await again.conversations.change('c1', (current) => says(current, 'later'))
  const after = await everythingIn(again)
  await closeOnce(again)
  expect(await everythingIn((await openStore(folder)).store)).toEqual(after)
  expect(warnings).toEqual([])
})

/** Twenty people who write without a pause; each conversation's entries are named in order. */
function startWriting(store: Store) {
  const heads = new Map<string, number>()
  let stopped = false
  async function write(id: string): Promise<void> {
    await store.conversations.begin(id, firstChange(`visitor-${id}`, 1_000))
    for (let i = 1; !stopped; i++) {
      await store.conversations.change(id, (current) => says(current, `${id}-${i}`))
      heads.set(id, i + 1)
    }
  }
  const writers = Promise.all(Array.from({ length: 20 }, (_, i) => write(`c${i}`)))
  return {
    acknowledged: () => new Map(heads),
    async stop() {
      stopped = true
      await writers
    },
  }
}

function many(current: Conversation, count: number): Change {
  const entries = Array.from({ length: count }, (_, i) => ({
    ...(says(current, `many-${i}`).entries[0] ?? expect.fail()),
    sequence: current.entries.length + 1 + i,
  }))
  return { state: {}, entries, notes: [] }
}
