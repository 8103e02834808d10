import { expect, test, vi } from 'vitest'
import type { Cluster, Follower } from '../../server/cluster.ts'
import { Refusal } from '../../server/domain/refusal.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import { adasConsole, consoleCaughtUp } from '../support/acts.ts'
import { startApp } from '../support/start-app.ts'
import { waitFor } from '../support/wait-for.ts'

/** A desk that is one of several; what the others say comes from the test. */
async function startFollowing() {
  let follower: Follower | undefined
  const cluster: Cluster = {
    follow: async (given) => void (follower = given),
    tell: () => undefined,
    attend: () => undefined,
    expect: async () => undefined,
    leave: async () => undefined,
  }
  const started = await startApp({ store: { ...createMemoryStore(), cluster } })
  if (!follower) throw new Error('the desk follows nobody')
  return { ...started, follower }
}

test('what another server changed is read again where the database was just coming back', async () => {
  const { url, store, clock, log, follower } = await startFollowing()
  const ada = await adasConsole(url)
  await consoleCaughtUp(ada)
  const ben = [...(await store.accounts.all()).values()].find(({ name }) => name === 'Ben')
  await store.accounts.change(ben?.id ?? '', () => null)
  vi.spyOn(store.accounts, 'get').mockRejectedValueOnce(new Refusal('try-again'))
  const waiting = clock.pending()
  follower.accountChanged(ben?.id ?? '')
  await waitFor('another try to be near', () => clock.pending() > waiting)
  await clock.advance(1_000)
  await ada.hear('team:changed', ({ team }) => team.length === 1)
  expect(log.faults).toEqual([])
})
