import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createLearnedCache } from '../../server/bot/learned-cache.ts'
import { packLearned, unpackLearned } from '../../server/bot/matcher/learned-file.ts'
import { startDesk } from '../support/desk-process.ts'
import { newRequestId, visitorSocket } from '../support/sockets.ts'

/** Asks as a new visitor, and returns the FAQ entry that the answer names. */
async function ask(url: string, text: string): Promise<string> {
  const vera = await visitorSocket(url)
  await vera.get('message:send', { conversationId: null, messageId: newRequestId(), text })
  const { entries } = await vera.hear('transcript:grew', (news) =>
    news.entries.some(({ kind }) => kind === 'answer'),
  )
  const answer = entries.find(({ kind }) => kind === 'answer')
  vera.close()
  return (answer?.kind === 'answer' && answer.faqId) || 'none'
}

test('a restarted server answers with what it learned before', async () => {
  const desk = await startDesk()
  onTestFinished(() => desk.remove())
  const folder = join(desk.dataDir, 'learned')
  const question = 'When are you open?'
  const found = await ask(desk.url, question)
  await desk.kill()

  // Every answer is now that of the entry after it, as no FAQ would teach it: proof that nothing was learned anew.
  const cache = createLearnedCache({ folder, mayWrite: true }, (cause) => expect.fail(String(cause)))
  for (const name of await readdir(folder)) {
    const parts = unpackLearned(new Uint8Array((await readFile(join(folder, name))).subarray(64)))
    if (!parts?.ids.includes(found)) continue
    const ids = [...parts.ids.slice(1), ...parts.ids.slice(0, 1)]
    await cache.keep(Buffer.from(name.replace('.learned', ''), 'hex'), packLearned({ ...parts, ids }))
  }
  await desk.start()
  const again = await ask(desk.url, question)
  expect({ found, again }).toEqual({
    found: 'shop-hours',
    again: expect.not.stringMatching(/^(shop-hours|none)$/) as string,
  })
})
