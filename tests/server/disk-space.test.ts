import { expect, test } from 'vitest'
import { newFolder, openStore } from '../store/folders.ts'
import { adasConsole, asksForPerson, entryHeard, move, says, transcript } from '../support/acts.ts'
import { hello, newRequestId, visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'

const tryAgain = { ok: false, refusal: 'try-again' }
const gigabyte = 1024 ** 3

test('on a disk that is nearly full visitors read and agents answer; what visitors send is taken when there is space', async () => {
  const volume = { freeBytes: 9 * gigabyte, totalBytes: 10 * gigabyte }
  const { store } = await openStore(await newFolder(), {
    volumeOf: async () => volume,
    lookAtSpaceEveryMs: 2,
  })
  const { url, log } = await startApp({ store })
  const [vera, viktor, ada] = [await visitorSocket(url), await visitorSocket(url), await adasConsole(url)]
  await vera.get('desk:hello', hello)
  const conversationId = await asksForPerson(vera)
  await ada.get('conversation:take', move(conversationId))

  volume.freeBytes = 1_000
  await waitFor('the store has seen it', () => store.isNearlyFull?.() ?? false)
  const message = { conversationId, messageId: newRequestId(), text: 'Are you there?' }
  const firstWords = { ...message, conversationId: null }
  expect(await vera.ask('message:send', message)).toEqual(tryAgain)
  expect(await viktor.ask('message:send', firstWords)).toEqual(tryAgain)
  const handoff = { conversationId: null, requestId: newRequestId() }
  expect(await viktor.ask('handoff:request', handoff)).toEqual(tryAgain)
  expect(await vera.ask('conversation:rate', { ...move(conversationId), rating: 5, comment: '' })).toEqual(
    tryAgain,
  )
  expect(await vera.get('desk:hello', hello)).toMatchObject({ conversation: { id: conversationId } })
  expect((await transcript(vera, conversationId)).length).toBeGreaterThan(0)
  await ada.get('message:send', { conversationId, messageId: newRequestId(), text: 'One moment.' })
  await entryHeard(vera, (entry) => entry.kind === 'message' && entry.text === 'One moment.')

  volume.freeBytes = 9 * gigabyte
  await waitFor('the store has seen it', () => !store.isNearlyFull?.())
  expect(await vera.ask('message:send', message)).toMatchObject({ ok: true })
  expect((await says(viktor, 'Where is my order?')).sequence).toBe(1)
  expect(log.faults).toEqual([])
})
