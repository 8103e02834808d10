import { execFile } from 'node:child_process'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { says } from '../support/acts.ts'
import { startDesk } from '../support/desk-process.ts'
import { hello, visitorSocket } from '../support/sockets.ts'
import { faqFolder } from './faq-folder.ts'

const script = join(import.meta.dirname, '..', '..', 'dist', 'server', 'faq.js')

async function missed(env: Record<string, string>) {
  const ran = promisify(execFile)(process.execPath, [script, 'missed'], {
    env: { PATH: process.env.PATH, ...env },
  })
  return ran.catch((cause: unknown) => cause as { code: number; stdout: string; stderr: string })
}

test('what a visitor was not answered is read while the server runs', async () => {
  // Three entries are learned at once, also on a busy machine.
  const desk = await startDesk({}, async (faqDir) => {
    await rm(faqDir, { recursive: true })
    await cp(await faqFolder(), faqDir, { recursive: true })
  })
  onTestFinished(() => desk.remove())
  const vera = await visitorSocket(desk.url)
  await vera.get('desk:hello', hello)
  await says(vera, 'do you sell boats')
  await vera.hear('transcript:grew', ({ entries }) => entries.some(({ by }) => by.who === 'bot'))
  const { stdout } = await missed({ DATA_DIR: desk.dataDir, FAQ_DIR: desk.faqDir })
  expect(stdout).toContain('1 question not answered in 1 conversation of the last 30 days')
  expect(stdout).toContain('“do you sell boats”')
})

test('a folder without a desk is told, with what to set', async () => {
  expect(await missed({ DATA_DIR: '/nowhere' })).toMatchObject({
    code: 2,
    stderr: 'DATA_DIR "/nowhere" holds no desk. Set DATA_DIR as for npm start, or DATABASE_URL.\n',
  })
})
