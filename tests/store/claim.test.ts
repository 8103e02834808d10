import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { FolderInUse, askOwner, claimFolder } from '../../server/store/embedded/claim.ts'
import type { FolderClaim } from '../../server/store/embedded/claim.ts'
import { StoreUnavailable } from '../../server/store/unavailable.ts'

const cleanUps: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

test('a folder that is claimed is refused to the next, until it is released', async () => {
  const folder = await newFolder()
  const first = await claim(folder)
  const second = claimFolder(folder)
  await expect(second).rejects.toThrow(FolderInUse)
  await expect(second).rejects.toThrow(`DATA_DIR "${folder}" is in use`)
  await first.release()
  await claim(folder)
})

test('the folder is made if it is missing, and nobody else on the machine may enter it', async () => {
  const folder = join(await newFolder(), 'deep', 'data')
  await claim(folder)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await stat(join(folder, 'desk.sock'))).mode & 0o777).toBe(0o600)
})

test('a claim whose process was killed is taken over', async () => {
  const folder = await newFolder()
  await claimAndDie(folder)
  await access(join(folder, 'desk.sock'))
  expect(await askOwner(folder, 'anyone?')).toEqual({ answered: false })
  await claim(folder)
  expect((await readdir(folder)).sort()).toEqual(['desk.sock'])
})

test('of many that want to take over one does', { timeout: 60_000 }, async () => {
  const folder = await newFolder()
  await claimAndDie(folder)
  const attempts = await Promise.allSettled(Array.from({ length: 10 }, () => claim(folder)))
  expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1)
  for (const attempt of attempts)
    if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(FolderInUse)
})

test('the lock of a starter that died while taking over holds nobody up', async () => {
  const folder = await newFolder()
  const pid = await claimAndDie(folder)
  await writeFile(join(folder, 'desk.sock.lock'), String(pid))
  await claim(folder)
})

test('a folder with a long path is claimed and asked like any other', async () => {
  const folder = join(await newFolder(), 'a-folder-with-a-long-name-'.repeat(4), 'and-another-'.repeat(4))
  const first = await claim(folder)
  first.serve(async () => 'here')
  await expect(claimFolder(folder)).rejects.toThrow(FolderInUse)
  expect(await askOwner(folder, null)).toEqual({ answered: true, answer: 'here' })
  await first.release()
  expect(await readdir(folder)).toEqual([])
  await claim(folder)
})

test('the owner answers questions, also those that came before it was ready', async () => {
  const folder = await newFolder()
  const owner = await claim(folder)
  const early = askOwner(folder, { double: 4 })
  owner.serve(async (request) => (request as { double: number }).double * 2)
  expect(await early).toEqual({ answered: true, answer: 8 })
  expect(await Promise.all([1, 2, 3].map((double) => askOwner(folder, { double })))).toEqual(
    [2, 4, 6].map((answer) => ({ answered: true, answer })),
  )
})

test('what goes wrong at the owner is told to whoever asked', async () => {
  const folder = await newFolder()
  const owner = await claim(folder)
  owner.serve(async () => {
    throw new Error('no agent has that e-mail address')
  })
  await expect(askOwner(folder, {})).rejects.toThrow('no agent has that e-mail address')
})

test('where nobody has the folder, nobody answers', async () => {
  const folder = await newFolder()
  expect(await askOwner(folder, {})).toEqual({ answered: false })
  expect(await askOwner(join(folder, 'missing'), {})).toEqual({ answered: false })
})

test('a folder that cannot be made is named in one line that says what to do', async () => {
  const file = join(await newFolder(), 'file')
  await writeFile(file, '')
  const failing = claimFolder(join(file, 'data'))
  await expect(failing).rejects.toThrow(StoreUnavailable)
  await expect(failing).rejects.toThrow(
    /^DATA_DIR ".*data" is not a folder \(ENOTDIR\).* set DATA_DIR to another folder\.$/,
  )
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-claim-'))
  cleanUps.push(() => rm(folder, { recursive: true }))
  await mkdir(folder, { recursive: true })
  return folder
}

async function claim(folder: string): Promise<FolderClaim> {
  const claimed = await claimFolder(folder)
  cleanUps.push(() => claimed.release())
  return claimed
}

/** A process that listens on the folder's socket is killed: its file stays. Returns its id. */
async function claimAndDie(folder: string): Promise<number> {
  const script = `require('node:net').createServer().listen(${JSON.stringify(join(folder, 'desk.sock'))}, () => console.log('up'))`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  return child.pid ?? 0
}
