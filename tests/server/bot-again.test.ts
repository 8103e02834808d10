import { expect, test } from 'vitest'
import { Refusal } from '../../server/domain/refusal.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import type { ConversationStore, Store } from '../../server/store/port.ts'
import { replyTo, says, transcript } from '../support/acts.ts'
import { refundQuestion } from '../support/fake-bot.ts'
import { visitorSocket } from '../support/sockets.ts'
import { startApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'

/** A store that refuses the next so many changes, as when its database is away for a moment. */
function faltering(): Store & { falter: (times: number) => void } {
  const store = createMemoryStore()
  let left = 0
  const change: ConversationStore['change'] = (id, decide) =>
    left-- > 0 ? Promise.reject(new Refusal('try-again')) : store.conversations.change(id, decide)
  return {
    ...store,
    conversations: { ...store.conversations, change },
    falter: (times) => void (left = times),
  }
}

test('a reply that the store could not take is made good by itself, once, while the visitor just waits', async () => {
  const store = faltering()
  const { url, clock, log } = await startApp({ store })
  const vera = await visitorSocket(url)
  store.falter(2)
  const { conversationId, sequence } = await says(vera, refundQuestion, 'refund-1')
  for (const failures of [1, 2]) {
    await waitFor('the reply was refused', () => log.faults.length === failures)
    await clock.advance(failures * 1_000)
  }
  await replyTo(vera, 'refund-1')
  await clock.advance(120_000)
  expect(await transcript(vera, conversationId)).toHaveLength(sequence + 1)
})
