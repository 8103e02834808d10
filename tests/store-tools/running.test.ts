import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { says, transcript } from '../support/acts.ts'
import { startDesk } from '../support/desk-process.ts'
import { hello, visitorSocket } from '../support/sockets.ts'
import { waitFor } from '../support/wait-for.ts'
import { like, inFolder, newFolder, run, within } from './desks.ts'

const script = join(import.meta.dirname, '..', '..', 'dist', 'server', 'store.js')

test('a desk is exported and checked while its server runs and people write; an import has to wait', async () => {
  const desk = await startDesk()
  onTestFinished(() => desk.remove())
  await desk.addAgent('Ada', 'owner')
  const place = { dataDir: desk.dataDir, databaseUrl: null }
  const visitors = await Promise.all([1, 2, 3].map(() => visitorSocket(desk.url)))
  const conversationIds = await Promise.all(
    visitors.map(async (visitor) => {
      await visitor.get('desk:hello', hello)
      return (await says(visitor, 'Is the red one in stock?')).conversationId
    }),
  )
  let isOver = false
  let said = 0
  const talking = visitors.map(async (visitor) => {
    while (!isOver && said < 60) said += (await says(visitor, `Message ${said}`)).sequence > 0 ? 1 : 0
  })
  await waitFor('talk', () => said > 5)
  const file = join(await newFolder(), 'desk.jsonl.gz')
  const exported = await run(place, 'export', file)
  const checked = await run(place, 'check')
  const refused = await run(place, 'import', file)
  isOver = true
  await Promise.all(talking)

  expect(exported).toMatchObject({
    code: 0,
    out: like(/3 conversations with .* 1 account\./),
  })
  expect(checked).toMatchObject({ code: 0, out: like(/^Sound: 3 conversations/) })
  expect(refused.code).toBe(2)
  expect(refused.err).toMatch(
    /^DATA_DIR ".*" is in use by another Frontdesk .* An import needs the folder for itself\.\n$/,
  )
  const copy = await inFolder()
  expect(await run(copy, 'import', file)).toMatchObject({ code: 0, content: exported.content })
  for (const [index, id] of conversationIds.entries()) {
    const now = await transcript(visitors[index]!, id)
    const then = (await within(copy, (store) => store.conversations.read(id))).entries
    expect(then.map((entry) => entry.id)).toEqual(now.slice(0, then.length).map((entry) => entry.id))
  }
})

test('as a command it reads the environment, prints the report, and ends with the exit code', async () => {
  const { dataDir } = await inFolder()
  await within({ dataDir, databaseUrl: null }, async () => undefined)
  const ran = async (args: string[], env: Record<string, string>) =>
    promisify(execFile)(process.execPath, [script, ...args], {
      env: { PATH: process.env.PATH, ...env },
    }).catch((cause: unknown) => cause as { code: number; stdout: string; stderr: string })
  expect(await ran(['check'], { DATA_DIR: dataDir })).toMatchObject({
    stdout: like(/^Sound: 0 conversations/),
    stderr: '',
  })
  expect(await ran(['check'], { DATABASE_URL: 'mysql://x' })).toMatchObject({
    code: 2,
    stderr: like(/^DATABASE_URL is "mysql:\/\/…": not the address of a PostgreSQL database/),
  })
  expect(await ran(['check'], { DATABASE_URL: 'postgres://a:hush@127.0.0.1:9/x' })).toMatchObject({
    code: 2,
    stderr: like(/^DATABASE_URL "postgres:\/\/a:…@127\.0\.0\.1:9\/x" cannot be reached/),
  })
})
