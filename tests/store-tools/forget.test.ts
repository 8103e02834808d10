import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../server/store/port.ts'
import { entriesPerPage } from '../../server/store/embedded/conversation-files.ts'
import { change } from '../../server/domain/conversation.ts'
import type { NewEntry } from '../../server/domain/conversation.ts'
import { everythingIn } from '../store/contract.ts'
import { firstChange, says, writesNote } from '../store/samples.ts'
import { says as saysOnLine } from '../support/acts.ts'
import { startDesk } from '../support/desk-process.ts'
import { hello, visitorSocket } from '../support/sockets.ts'
import { fillDesk, inDatabase, inFolder, like, newFolder, run, within } from './desks.ts'
import type { DeskPlace } from './desks.ts'

const places = [
  ['a folder', inFolder],
  ['a database', inDatabase],
] as const

/** Beside the others: Wanda's two conversations, one of them with an e-mail address and more than a page long. */
async function withWanda(place: DeskPlace): Promise<void> {
  await within(place, async (store) => {
    await fillDesk(store)
    const { conversations } = store
    await conversations.begin('w1', firstChange('wanda', 3_000))
    await conversations.change('w1', (current) => leavesEmail(current))
    await conversations.change('w1', (current) => writesNote(current, 'n-w'))
    await saysALot(store, 'w1')
    await conversations.change('w1', () => ({ state: { status: 'closed' }, entries: [], notes: [] }))
    await conversations.begin('w2', firstChange('wanda', 4_000))
    await conversations.change('w2', (current) => says(current, 'm-w', 'Wandas Geheimnis'))
  })
}

function leavesEmail(current: Parameters<typeof says>[0]) {
  const left = { move: 'email-left', status: 'waiting', email: 'Wanda@example.com' } as const
  const by = { who: 'visitor' } as const
  return change(current, { email: 'Wanda@example.com' }, { id: 'e-w', at: 5, by, kind: 'move', ...left })
}

async function saysALot({ conversations }: Store, id: string): Promise<void> {
  const by = { who: 'visitor' } as const
  for (let i = 0; i < entriesPerPage; i += 100) {
    const lines = Array.from({ length: 100 }, (_, n): NewEntry => ({
      id: `m${i + n}`,
      at: 5,
      by,
      kind: 'message',
      text: 'Wandas Geheimnis',
    }))
    await conversations.change(id, (current) => change(current, {}, ...lines))
  }
}

async function filesWith(folder: string, text: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name))
  const found = await Promise.all(files.map(async (path) => (await readFile(path)).includes(text)))
  return files.filter((_, at) => found[at])
}

test.each(places)(
  '%s: what is kept of a visitor is removed for good, and of nobody else',
  async (_, newPlace) => {
    const [place, untouched] = [await newPlace(), await newPlace()]
    await withWanda(place)
    await within(untouched, fillDesk)

    const shown = await run(place, 'forget', 'wanda@example.com')
    expect(shown.code).toBe(0)
    expect(shown.out).toContain('w1  1970-01-01  closed  1,002 entries and 1 note\n')
    expect(shown.out).toContain('w2  1970-01-01  bot  2 entries and 0 notes\n')
    expect(shown.out).toContain('Nothing was removed yet: --yes removes 2 conversations for good.\n')
    expect((await within(place, everythingIn)).conversations.length).toBe(5)

    const removed = await run(place, 'forget', 'wanda@example.com', '--yes')
    expect(removed).toMatchObject({
      code: 0,
      out: 'Removed 2 conversations with 1,004 entries and 1 note.\n',
      err: like(/Backups and exports that were made before still have them\.\n$/),
    })
    const { summaries, conversations, waits, accounts } = await within(place, everythingIn)
    const others = await within(untouched, everythingIn)
    expect({ summaries, conversations, waits, accounts }).toEqual({
      ...{ summaries: others.summaries, conversations: others.conversations },
      ...{ waits: others.waits, accounts: others.accounts },
    })
    expect(await run(place, 'check')).toMatchObject({ code: 0, err: '' })
    for (const text of ['Wanda', 'wanda']) expect(await filesWith(place.dataDir, text)).toEqual([])
  },
)

test.each(places)('%s: by the id of one conversation all of that visitor are found', async (_, newPlace) => {
  const place = await newPlace()
  await withWanda(place)
  expect((await run(place, 'forget', 'w2')).out).toContain('w1  ')
  expect((await run(place, 'forget', 'w2')).out).not.toMatch(/^c\d/m)
})

test('what is kept of a visitor is exported alone, and can be read like any export', async () => {
  const place = await inFolder()
  await withWanda(place)
  const file = join(await newFolder(), 'wanda.jsonl')
  expect(await run(place, 'export', file, '--only', 'WANDA@example.com')).toMatchObject({
    code: 0,
    out: like(/wanda\.jsonl: 2 conversations with 1,004 entries and 1 note, 0 accounts\./),
  })
  const text = await readFile(file, 'utf8')
  expect(text).not.toContain('vera')
  expect(text).not.toContain('argon2')
  expect(await run(await inFolder(), 'import', file)).toMatchObject({ code: 0 })
})

test('nobody by that name: it says what may be given, and removes and writes nothing', async () => {
  const place = await inFolder()
  await withWanda(place)
  const file = join(await newFolder(), 'nobody.jsonl')
  for (const args of [
    ['forget', 'Wanda', '--yes'],
    ['export', file, '--only', 'Wanda'],
  ])
    expect(await run(place, ...args)).toMatchObject({
      code: 1,
      err: like(/^Nobody in this desk is "Wanda"\. Give the e-mail address that the visitor left, or the id/),
    })
  expect(await readdir(join(file, '..'))).toEqual([])
  expect((await within(place, everythingIn)).conversations.length).toBe(5)
})

test('while a server has the folder a visitor is shown, and removed only when it is stopped', async () => {
  const desk = await startDesk()
  onTestFinished(() => desk.remove())
  const vera = await visitorSocket(desk.url)
  await vera.get('desk:hello', hello)
  const { conversationId } = await saysOnLine(vera, 'Please forget me.')
  const place = { dataDir: desk.dataDir, databaseUrl: null }
  expect((await run(place, 'forget', conversationId)).out).toContain('Nothing was removed yet: ')
  expect(await run(place, 'forget', conversationId, '--yes')).toMatchObject({
    code: 2,
    err: like(/is in use by another Frontdesk .* "forget" needs the folder for itself\.\n$/),
  })
  await desk.kill()
  expect(await run(place, 'forget', conversationId, '--yes')).toMatchObject({ code: 0 })
  expect(await filesWith(desk.dataDir, 'Please forget me.')).toEqual([])
})

test('a visitor who was forgotten, and whose page still has the chat, begins a new conversation', async () => {
  const desk = await startDesk()
  onTestFinished(() => desk.remove())
  const vera = await visitorSocket(desk.url)
  await vera.get('desk:hello', hello)
  const { conversationId } = await saysOnLine(vera, 'Please forget me.')
  vera.close()
  await desk.kill()
  await run({ dataDir: desk.dataDir, databaseUrl: null }, 'forget', conversationId, '--yes')
  await desk.start()
  const again = await visitorSocket(desk.url, vera.key)
  const welcome = await again.get('desk:hello', { ...hello, conversationId, after: 2 })
  expect(welcome.conversation).toBeNull()
  expect((await saysOnLine(again, 'Hello again.')).conversationId).not.toBe(conversationId)
})
