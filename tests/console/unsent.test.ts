// @vitest-environment happy-dom
import { expect, onTestFinished, test, vi } from 'vitest'
import { createUnsent } from '../../console/unsent.ts'
import type { AgentNews, AgentRequests, AgentSignals } from '../../protocol/agent.ts'
import { openStorage } from '../../ui/storage.ts'
import { createFakeConnection } from '../support/fake-connection.ts'

/** A page of Ada's console. All of them keep what they have not sent in one browser. */
function openPage(isOnline: boolean) {
  const desk = createFakeConnection<AgentRequests, AgentSignals, AgentNews>()
  desk.answer('message:send', ({ conversationId }) => ({
    ok: true,
    data: { conversationId, sequence: 2, at: Date.now() },
  }))
  if (!isOnline) desk.goOffline()
  const unsent = createUnsent(desk, openStorage(), 'ada')
  onTestFinished(() => unsent.stop())
  return { desk, unsent }
}

test('what one page could not send goes out after a reload, also when another page had nothing left', async () => {
  const [cutOff, other] = [openPage(false), openPage(true)]
  cutOff.unsent.outbox('vera', 'reply').add('Wait for me.')
  other.unsent.outbox('viktor', 'reply').add('Hello.')
  await vi.waitFor(() => expect(other.unsent.outbox('viktor', 'reply').items.value).toEqual([]))
  other.unsent.stop()
  cutOff.unsent.stop()

  const { desk } = openPage(true)
  await vi.waitFor(() =>
    expect(desk.asked('message:send')).toMatchObject([{ conversationId: 'vera', text: 'Wait for me.' }]),
  )
})
