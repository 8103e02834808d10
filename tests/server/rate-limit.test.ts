import { expect, test } from 'vitest'
import { canRetry } from '../../protocol/refusals.ts'
import { caughtUp, says, transcript } from '../support/acts.ts'
import { refundQuestion } from '../support/fake-bot.ts'
import { hello, newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'

test('a visitor who writes too much is told when to try again, and nothing is stored', async () => {
  const { url } = await startApp({ visitorRequestsPerMinute: 3 })
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, refundQuestion)
  await says(vera, refundQuestion)
  await says(vera, refundQuestion)
  const refused = await vera.ask('message:send', { conversationId, messageId: 'one-too-many', text: 'More' })
  if (refused.ok) throw new Error('it was not refused')
  expect(refused.refusal).toBe('too-many')
  expect(refused.retryAfterMs).toBeGreaterThan(0)
  expect(refused.retryAfterMs).toBeLessThanOrEqual(60_000)
  expect(canRetry(refused.refusal)).toBe(true)
  await caughtUp(vera)
  expect((await transcript(vera, conversationId)).map((entry) => entry.id)).not.toContain('one-too-many')
})

test('every request that writes counts, whatever it is and from whichever tab', async () => {
  const { url } = await startApp({ visitorRequestsPerMinute: 3 })
  const vera = await visitorSocket(url)
  const other = await visitorSocket(url, vera.key)
  const { conversationId } = await says(vera, refundQuestion)
  await other.ask('handoff:request', { conversationId, requestId: newRequestId() })
  await vera.ask('waiting:stop', { conversationId, requestId: newRequestId() })
  for (const request of ['handoff:request', 'waiting:stop', 'conversation:close'] as const)
    expect(await other.ask(request, { conversationId, requestId: newRequestId() })).toMatchObject({
      ok: false,
      refusal: 'too-many',
    })
})

test('reading counts by itself: who asks without end is told when to try again, and can still write', async () => {
  const { url } = await startApp({ visitorReadsPerMinute: 5 })
  const vera = await visitorSocket(url)
  const { conversationId } = await says(vera, refundQuestion)
  for (let asked = 0; asked < 4; asked++) await vera.get('transcript:since', { conversationId, after: 0 })
  await vera.get('desk:hello', hello)
  for (const asked of [
    await vera.ask('desk:hello', hello),
    await vera.ask('transcript:since', { conversationId, after: 0 }),
  ])
    expect(asked).toMatchObject({ ok: false, refusal: 'too-many' })
  expect((await says(vera, refundQuestion)).sequence).toBeGreaterThan(1)
})

test('reading does not count as writing, and another visitor’s limit is their own', async () => {
  const { url } = await startApp({ visitorRequestsPerMinute: 1 })
  const [vera, viktor] = [await visitorSocket(url), await visitorSocket(url)]
  const { conversationId } = await says(vera, refundQuestion)
  for (let i = 0; i < 20; i++) {
    await vera.get('desk:hello', hello)
    await vera.get('transcript:since', { conversationId, after: 0 })
  }
  expect((await says(viktor, refundQuestion)).sequence).toBe(1)
})
