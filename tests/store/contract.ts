import { afterEach, describe, expect, test } from 'vitest'
import type { Change, Conversation } from '../../server/domain/conversation.ts'
import { Refusal } from '../../server/domain/refusal.ts'
import { summarize } from '../../server/domain/summary.ts'
import type { ConversationSummary } from '../../server/domain/summary.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import type { ListQuery, Records, Store } from '../../server/store/port.ts'
import { firstChange, refusalOf, says, writesNote } from './samples.ts'

/** A store under test: how to let go of it and come back to what it kept. */
export interface OpenedStore {
  store: Store
  /** Closes the store and opens what it left. */
  reopen: () => Promise<Store>
  dispose: () => Promise<void>
}

/** What every home of the store promises. `open` gives an empty one. */
export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  const opened: OpenedStore[] = []

  async function openStore(): Promise<OpenedStore> {
    const one = await open()
    opened.push(one)
    return one
  }

  afterEach(async () => {
    for (const one of opened.splice(0)) await one.dispose()
  })

  describe(name, () => {
    test('a conversation begins with its first change', async () => {
      const { store } = await openStore()
      const { conversation, begun } = await store.conversations.begin('c1', firstChange('vera', 1_000))
      expect(begun).toBe(true)
      expect(conversation.state).toEqual(firstChange('vera', 1_000).state)
      expect(conversation.entries.map((entry) => entry.sequence)).toEqual([1])
      expect(await store.conversations.read('c1')).toBe(conversation)
    })

    test('50 begins at once for a visitor begin one conversation', async () => {
      const { store } = await openStore()
      const begins = Array.from({ length: 50 }, (_, i) =>
        store.conversations.begin(`c${i}`, firstChange('vera', 1_000)),
      )
      const results = await Promise.all(begins)
      expect(results.filter((result) => result.begun)).toHaveLength(1)
      expect(new Set(results.map((result) => result.conversation.id)).size).toBe(1)
      expect(await store.conversations.ofVisitor('vera', 100)).toHaveLength(1)
    })

    test('a visitor whose conversation is closed begins another one', async () => {
      const { store } = await openStore()
      await store.conversations.begin('c1', firstChange('vera', 1_000))
      await store.conversations.change('c1', () => ({ state: { status: 'closed' }, entries: [], notes: [] }))
      expect((await store.conversations.begin('c2', firstChange('vera', 2_000))).begun).toBe(true)
    })

    test('visitors begin conversations of their own', async () => {
      const { store } = await openStore()
      expect((await store.conversations.begin('c1', firstChange('vera', 1_000))).begun).toBe(true)
      expect((await store.conversations.begin('c2', firstChange('viktor', 1_000))).begun).toBe(true)
    })

    test('100 changes at once leave no hole and each is decided on the one before', async () => {
      const { store } = await openStore()
      await store.conversations.begin('c1', firstChange('vera', 1_000))
      const seen: number[] = []
      const changes = Array.from({ length: 100 }, (_, i) =>
        store.conversations.change('c1', (current) => {
          seen.push(current.entries.length)
          return says(current, `m${i}`)
        }),
      )
      const saved = await Promise.all(changes)
      const { entries, sequences } = await store.conversations.read('c1')
      expect(seen).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
      expect(entries.map((entry) => entry.sequence)).toEqual(Array.from({ length: 101 }, (_, i) => i + 1))
      expect(saved.map((change) => change.entries[0]?.sequence)).toEqual(seen.map((head) => head + 1))
      expect(sequences.get('m0')).toBe(2)
    })

    test('changes of many conversations at once reach each its own', async () => {
      const { store } = await openStore()
      const ids = Array.from({ length: 20 }, (_, i) => `c${i}`)
      await Promise.all(ids.map((id) => store.conversations.begin(id, firstChange(`visitor-${id}`, 1_000))))
      const changes = ids.flatMap((id) =>
        Array.from({ length: 10 }, (_, i) =>
          store.conversations.change(id, (current) => says(current, `${id}-m${i}`)),
        ),
      )
      await Promise.all(changes)
      for (const id of ids) {
        const { entries } = await store.conversations.read(id)
        expect(entries.slice(1).map((entry) => entry.id)).toEqual(
          Array.from({ length: 10 }, (_, i) => `${id}-m${i}`),
        )
      }
    })

    test('a change resolves to what was saved: state, entries and notes', async () => {
      const { store } = await openStore()
      await store.conversations.begin('c1', firstChange('vera', 1_000))
      const change = await store.conversations.change('c1', (current) => ({
        ...writesNote(current, 'n1'),
        state: { email: 'vera@example.org', rating: 2 },
      }))
      const conversation = await store.conversations.read('c1')
      expect(conversation.notes).toEqual(change.notes)
      expect(conversation.noteSequences.get('n1')).toBe(1)
      expect(conversation.state).toMatchObject({ email: 'vera@example.org', rating: 2, visitorId: 'vera' })
    })

    test('a rule that refuses saves nothing, and the next change goes on', async () => {
      const { store } = await openStore()
      await store.conversations.begin('c1', firstChange('vera', 1_000))
      const refused = store.conversations.change('c1', () => {
        throw new Refusal('already-taken')
      })
      expect(await refusalOf(refused)).toBe('already-taken')
      await store.conversations.change('c1', (current) => says(current, 'm1'))
      expect((await store.conversations.read('c1')).entries).toHaveLength(2)
    })

    test('a rule that throws among others at once changes nothing, and each of them sees those before it', async () => {
      const { store } = await openStore()
      await store.conversations.begin('c1', firstChange('vera', 1_000))
      const ratings: (number | null)[] = []
      const rate = (rating: number) =>
        store.conversations.change('c1', (current) => {
          ratings.push(current.state.rating)
          return { ...says(current, `m${rating}`), state: { rating } }
        })
      const refuse = () =>
        store.conversations.change('c1', () => {
          throw new Refusal('not-yours')
        })
      const settled = await Promise.allSettled([rate(1), refuse(), rate(2), refuse(), rate(3)])
      expect(settled.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'rejected',
        'fulfilled',
      ])
      expect(ratings).toEqual([null, 1, 2])
      const { entries, state } = await store.conversations.read('c1')
      expect(entries.map((entry) => entry.id)).toEqual(['c-1', 'm1', 'm2', 'm3'])
      expect(state.rating).toBe(3)
    })

    test('a retry at once with its first is found by its id and saved once', async () => {
      const { store } = await openStore()
      await store.conversations.begin('c1', firstChange('vera', 1_000))
      const send = () =>
        store.conversations.change('c1', (current) =>
          current.sequences.has('m1') ? { state: {}, entries: [], notes: [] } : says(current, 'm1'),
        )
      const saved = await Promise.all([send(), send(), send()])
      expect(saved.map((change) => change.entries.length)).toEqual([1, 0, 0])
      const { entries, sequences } = await store.conversations.read('c1')
      expect(entries).toHaveLength(2)
      expect(sequences.get('m1')).toBe(2)
    })

    test('a change that would leave a hole is a fault and saves nothing', async () => {
      const { store } = await openStore()
      await store.conversations.begin('c1', firstChange('vera', 1_000))
      const hole = store.conversations.change('c1', (current) => {
        const change = says(current, 'm1')
        return { ...change, entries: change.entries.map((entry) => ({ ...entry, sequence: 7 })) }
      })
      await expect(hole).rejects.toThrow('does not follow')
      await store.conversations.change('c1', (current) => says(current, 'm2'))
      expect((await store.conversations.read('c1')).entries.map((entry) => entry.id)).toEqual(['c-1', 'm2'])
    })

    test('an empty change is answered and changes nothing', async () => {
      const { store } = await openStore()
      await store.conversations.begin('c1', firstChange('vera', 1_000))
      const change = await store.conversations.change('c1', () => ({ state: {}, entries: [], notes: [] }))
      expect(change).toEqual({ state: {}, entries: [], notes: [] })
      expect((await store.conversations.read('c1')).entries).toHaveLength(1)
    })

    test('an id that nobody began is refused, whatever it looks like', async () => {
      const { store } = await openStore()
      for (const id of ['nobody', '', '../accounts', 'constructor', '__proto__']) {
        expect(await refusalOf(store.conversations.read(id))).toBe('not-found')
        expect(await refusalOf(store.conversations.change(id, (current) => says(current, 'm1')))).toBe(
          'not-found',
        )
      }
    })

    test('the open conversation of a visitor is found, however many closed ones came after it', async () => {
      const { store } = await openStore()
      const setStatus = (id: string, status: 'closed' | 'waiting') =>
        store.conversations.change(id, () => ({ state: { status }, entries: [], notes: [] }))
      expect(await store.conversations.openOf('vera')).toBeNull()
      for (let i = 0; i < 15; i++) {
        await store.conversations.begin(`c${i}`, firstChange('vera', 1_000 + i))
        await setStatus(`c${i}`, 'closed')
      }
      expect(await store.conversations.openOf('vera')).toBeNull()
      await setStatus('c0', 'waiting')
      expect((await store.conversations.openOf('vera'))?.id).toBe('c0')
      expect(await store.conversations.openOf('viktor')).toBeNull()
    })

    test('a closed conversation does not open beside another one of its visitor', async () => {
      const { store } = await openStore()
      const { conversations } = store
      await conversations.begin('c1', firstChange('vera', 1_000))
      await conversations.change('c1', closes)
      await conversations.begin('c2', firstChange('vera', 2_000))
      expect(await refusalOf(conversations.change('c1', opens))).toBe('move-not-allowed')
      expect((await conversations.openOf('vera'))?.id).toBe('c2')
      await conversations.change('c1', (current) => says(current, 'm1'))
      expect((await conversations.read('c1')).state.status).toBe('closed')
      await conversations.change('c2', closes)
      await conversations.change('c1', opens)
      expect((await conversations.openOf('vera'))?.id).toBe('c1')
    })

    test('one that opens again while its visitor begins another: one of them is open', async () => {
      const { store } = await openStore()
      const { conversations } = store
      for (let round = 0; round < 20; round++) {
        const [visitor, old, fresh] = [`vera-${round}`, `old-${round}`, `fresh-${round}`]
        await conversations.begin(old, firstChange(visitor, 1_000))
        // In half of the rounds its closing is still on its way too.
        const closing = conversations.change(old, closes)
        if (round % 4 < 2) await closing
        const opening = () => conversations.change(old, opens).catch(unlessRefused)
        const beginning = () => conversations.begin(fresh, firstChange(visitor, 2_000))
        const [begun] =
          round % 2 === 0
            ? await Promise.all([beginning(), opening()])
            : await Promise.all([opening(), beginning()]).then(([, second]) => [second])
        const open = (await conversations.ofVisitor(visitor, 10)).filter(({ status }) => status !== 'closed')
        expect(open.map(({ id }) => id)).toEqual([begun.conversation.id])
      }
    })

    test('of two that open again at once, one is open', async () => {
      const { store } = await openStore()
      const { conversations } = store
      for (const id of ['c1', 'c2']) {
        await conversations.begin(id, firstChange('vera', 1_000))
        await conversations.change(id, closes)
      }
      const opened = await Promise.allSettled(['c1', 'c2'].map((id) => conversations.change(id, opens)))
      expect(opened.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const all = await conversations.ofVisitor('vera', 10)
      expect(all.filter(({ status }) => status !== 'closed')).toHaveLength(1)
    })

    test("a visitor's conversations come newest first, at most the limit", async () => {
      const { store } = await openStore()
      for (const [id, at] of [
        ['c1', 1_000],
        ['c2', 3_000],
        ['c3', 2_000],
      ] as const) {
        await store.conversations.begin(id, firstChange('vera', at))
        await store.conversations.change(id, () => ({ state: { status: 'closed' }, entries: [], notes: [] }))
      }
      await store.conversations.begin('other', firstChange('viktor', 9_000))
      const ids = async (limit: number): Promise<string[]> =>
        (await store.conversations.ofVisitor('vera', limit)).map((summary) => summary.id)
      expect(await ids(10)).toEqual(['c2', 'c3', 'c1'])
      expect(await ids(1)).toEqual(['c2'])
      expect(await store.conversations.ofVisitor('nobody', 10)).toEqual([])
    })

    test('lists hold the statuses asked for, by their last change of status, newest first', async () => {
      const { store } = await openStore()
      const statuses = ['bot', 'waiting', 'agent', 'closed', 'waiting'] as const
      for (const [i, status] of statuses.entries()) {
        await store.conversations.begin(`c${i}`, firstChange(`visitor-${i}`, i * 1_000))
        await store.conversations.change(`c${i}`, () => ({
          state: { status, since: 10_000 + i },
          entries: [],
          notes: [],
        }))
      }
      const ids = async (query: Parameters<Store['conversations']['list']>[0]): Promise<string[]> =>
        (await store.conversations.list(query)).map((summary) => summary.id)
      expect(await ids({ statuses: ['waiting'] })).toEqual(['c4', 'c1'])
      expect(await ids({ statuses: ['bot', 'waiting', 'agent'] })).toEqual(['c4', 'c2', 'c1', 'c0'])
      expect(await ids({ statuses: ['closed', 'waiting'], since: 10_003 })).toEqual(['c4', 'c3'])
      expect(await ids({ statuses: ['closed', 'waiting'], until: 10_003 })).toEqual(['c3', 'c1'])
      expect(await ids({ statuses: ['waiting'], limit: 1 })).toEqual(['c4'])
      expect(await ids({ statuses: [] })).toEqual([])
    })

    test('lists for agents leave out conversations in which nobody asked for a person', async () => {
      const { store } = await openStore()
      for (const [i, handedOverAt] of [null, 5_000, null, 6_000].entries()) {
        await store.conversations.begin(`c${i}`, firstChange(`visitor-${i}`, i * 1_000))
        await store.conversations.change(`c${i}`, () => closedAt(10_000 + i, { handedOverAt }))
      }
      const ids = async (query: Partial<ListQuery>): Promise<string[]> =>
        idsOf(await store.conversations.list({ statuses: ['closed'], handedOver: true, ...query }))
      expect(await ids({})).toEqual(['c3', 'c1'])
      expect(await ids({ limit: 1 })).toEqual(['c3'])
      expect(await ids({ statuses: ['bot', 'closed'], handedOver: false })).toEqual(['c3', 'c2', 'c1', 'c0'])
    })

    test('a list is read to its end page by page, each conversation once, also where many moved at one time', async () => {
      const { store } = await openStore()
      for (let i = 0; i < 23; i++) {
        await store.conversations.begin(`c${i}`, firstChange(`visitor-${i}`, (i % 4) * 1_000))
        await store.conversations.change(`c${i}`, () =>
          closedAt(10_000 + (i % 3), { status: i % 5 === 0 ? 'waiting' : 'closed' }),
        )
      }
      const statuses = ['waiting', 'closed'] satisfies ListQuery['statuses']
      const all = await store.conversations.list({ statuses })
      const paged: ConversationSummary[] = []
      for (;;) {
        const before = paged.at(-1)
        const page = await store.conversations.list({ statuses, limit: 4, before })
        if (page.length === 0) break
        paged.push(...page)
      }
      expect(paged).toEqual(all)
      expect(all).toHaveLength(23)
    })

    test('one that is opened again and closed again moves to the top of the closed ones', async () => {
      const { store, reopen } = await openStore()
      for (let i = 0; i < 3; i++) {
        await store.conversations.begin(`c${i}`, firstChange(`visitor-${i}`, i * 1_000))
        await store.conversations.change(`c${i}`, () => closedAt(10_000 + i))
      }
      await store.conversations.change('c0', () => closedAt(20_000, { status: 'waiting' }))
      expect(idsOf(await store.conversations.list({ statuses: ['closed'] }))).toEqual(['c2', 'c1'])
      await store.conversations.change('c0', () => closedAt(30_000))
      expect(idsOf(await store.conversations.list({ statuses: ['closed'] }))).toEqual(['c0', 'c2', 'c1'])
      const again = await reopen()
      expect(idsOf(await again.conversations.list({ statuses: ['closed'] }))).toEqual(['c0', 'c2', 'c1'])
    })

    test('opinions are found by when the latest was heard, page by page, whatever else was said', async () => {
      const { store, reopen } = await openStore()
      const heard = [null, [9_000], [1_000, 12_000], null, [9_000], [3_000]]
      for (const [i, times] of heard.entries()) {
        await store.conversations.begin(`c${i}`, firstChange(`visitor-${i}`, i * 1_000))
        if (!times) continue
        const opinions = times.map((at) => ({
          sequence: 1,
          at,
          kind: 'praise' as const,
          text: '\u0000 "at":99',
        }))
        await store.conversations.change(`c${i}`, () => closedAt(20_000 - i, { opinions }))
      }
      const order = ['c2', 'c4', 'c1', 'c5']
      const found = async ({ conversations }: Store): Promise<void> => {
        expect(idsOf(await conversations.opinionated({ limit: 10 }))).toEqual(order)
        expect(idsOf(await conversations.opinionated({ limit: 2 }))).toEqual(order.slice(0, 2))
        const before = { at: 9_000, id: 'c4' }
        expect(idsOf(await conversations.opinionated({ limit: 10, before }))).toEqual(order.slice(2))
      }
      await found(store)
      await found(await reopen())
    })

    test('a summary shows the conversation as it is now', async () => {
      const { store } = await openStore()
      await store.conversations.begin('c1', firstChange('vera', 1_000))
      await store.conversations.list({ statuses: ['bot'] })
      await store.conversations.change('c1', (current) => says(current, 'm1', 'Is the red one in stock?'))
      const [summary] = await store.conversations.list({ statuses: ['bot'] })
      expect(summary).toEqual(summarize(await store.conversations.read('c1')))
      expect(summary).toMatchObject({ head: 2, last: { text: 'Is the red one in stock?' } })
    })

    test('waits are those of the last conversations that an agent joined', async () => {
      const { store } = await openStore()
      const waits = [7_000, null, 5_000, 0]
      for (const [i, waitedMs] of waits.entries()) {
        await store.conversations.begin(`c${i}`, firstChange(`visitor-${i}`, i * 1_000))
        await store.conversations.change(`c${i}`, () => ({ state: { waitedMs }, entries: [], notes: [] }))
      }
      expect(await store.conversations.recentWaits(10)).toEqual([0, 5_000, 7_000])
      expect(await store.conversations.recentWaits(2)).toEqual([0, 5_000])
    })

    test('records are found, changed one at a time, and removed', async () => {
      const { store } = await openStore()
      await countTo(store.sessions, 20)
      expect(await store.sessions.get('s1')).toEqual({ accountId: 'ada', data: '20', expiresAt: 0 })
      expect(await store.sessions.get('nobody')).toBeNull()
      expect([...(await store.sessions.all()).keys()]).toEqual(['s1'])
      expect(await store.sessions.change('s1', () => null)).toBeNull()
      expect((await store.sessions.all()).size).toBe(0)
    })

    test('a record whose change throws stays as it was', async () => {
      const { store } = await openStore()
      await store.secrets.change('cookie', () => 'first')
      const failing = store.secrets.change('cookie', () => {
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await store.secrets.get('cookie')).toBe('first')
    })

    test('record ids may look like anything', async () => {
      const { store, reopen } = await openStore()
      for (const id of ['__proto__', 'constructor', '7', '']) await store.secrets.change(id, () => `of ${id}`)
      const again = await reopen()
      for (const id of ['__proto__', 'constructor', '7', ''])
        expect(await again.secrets.get(id)).toBe(`of ${id}`)
    })

    test('the ids of all conversations come in the order in which they began', async () => {
      const { store } = await openStore()
      expect(await store.conversations.ids()).toEqual([])
      for (const [id, at] of [
        ['late', 3_000],
        ['early', 1_000],
        ['between', 2_000],
      ] as const)
        await store.conversations.begin(id, firstChange(`visitor-${id}`, at))
      await store.conversations.change('early', () => ({
        state: { status: 'closed' },
        entries: [],
        notes: [],
      }))
      expect(await store.conversations.ids()).toEqual(['early', 'between', 'late'])
    })

    test('conversations of another store are taken in as they were, and go on from there', async () => {
      const other = createMemoryStore()
      const { store, reopen } = await openStore()
      await other.conversations.begin('c1', firstChange('vera', 1_000))
      await other.conversations.change('c1', (current) => says(current, 'm1', 'Grüße \u0000 \ud800'))
      await other.conversations.change('c1', (current) => writesNote(current, 'n1'))
      await other.conversations.change('c1', () => ({
        state: { status: 'closed', waitedMs: 5 },
        entries: [],
        notes: [],
      }))
      await other.conversations.begin('c2', firstChange('vera', 2_000))
      await store.conversations.restore([
        await other.conversations.read('c2'),
        await other.conversations.read('c1'),
      ])
      expect(await everythingIn(store)).toEqual(await everythingIn(other))
      const again = await reopen()
      expect(await everythingIn(again)).toEqual(await everythingIn(other))
      const { entries } = await again.conversations.change('c2', (current) => says(current, 'm2'))
      expect(entries[0]?.sequence).toBe(2)
      expect((await other.conversations.read('c2')).entries).toHaveLength(1)
    })

    test('what would take an id again, or give a visitor two open conversations, is not taken in at all', async () => {
      const { store } = await openStore()
      await store.conversations.begin('c1', firstChange('vera', 1_000))
      const whole = (id: string, visitorId: string) => ({ id, ...firstChange(visitorId, 2_000) })
      for (const taken of [
        [whole('c2', 'viktor'), whole('c1', 'somebody')],
        [whole('c2', 'viktor'), whole('c3', 'vera')],
        [whole('c2', 'viktor'), whole('c2', 'somebody')],
        [whole('c2', 'viktor'), whole('c3', 'viktor')],
      ])
        expect(await refusalOf(store.conversations.restore(taken))).toBe('move-not-allowed')
      expect(await store.conversations.ids()).toEqual(['c1'])
    })

    test('everything is the same after closing and opening again', async () => {
      const { store, reopen } = await openStore()
      await store.conversations.begin('c1', firstChange('vera', 1_000))
      await store.conversations.change('c1', (current) =>
        says(current, 'm1', 'Grüße 👩‍🔧 \u2028 "quoted" \ud800'),
      )
      await store.conversations.change('c1', (current) => writesNote(current, 'n1'))
      await store.conversations.change('c1', () => ({ state: { waitedMs: 5 }, entries: [], notes: [] }))
      await store.conversations.begin('c2', firstChange('viktor', 2_000))
      await store.conversations.change('c2', () => ({ state: { status: 'closed' }, entries: [], notes: [] }))
      await countTo(store.sessions, 2)
      const before = await everythingIn(store)
      expect(await everythingIn(await reopen())).toEqual(before)
    })
  })
}

async function countTo(sessions: Records<{ accountId: string; data: string; expiresAt: number }>, n: number) {
  const count = (current: { data: string } | null) => ({
    accountId: 'ada',
    data: String(Number(current?.data ?? 0) + 1),
    expiresAt: 0,
  })
  await Promise.all(Array.from({ length: n }, () => sessions.change('s1', count)))
}

/** All that can be read, in a form that can be compared. */
export async function everythingIn(store: Store) {
  const summaries = await store.conversations.list({ statuses: ['bot', 'waiting', 'agent', 'closed'] })
  const conversations: Conversation[] = []
  for (const { id } of summaries) conversations.push(structuredClone(await store.conversations.read(id)))
  return {
    summaries: structuredClone(summaries),
    conversations,
    waits: await store.conversations.recentWaits(100),
    accounts: await store.accounts.all(),
    sessions: await store.sessions.all(),
    secrets: await store.secrets.all(),
  }
}

const idsOf = (summaries: ConversationSummary[]) => summaries.map(({ id }) => id)

const closedAt = (since: number, state: Change['state'] = {}): Change => ({
  state: { status: 'closed', since, ...state },
  entries: [],
  notes: [],
})

const closes = (): Change => ({ state: { status: 'closed' }, entries: [], notes: [] })
const opens = (): Change => ({ state: { status: 'waiting' }, entries: [], notes: [] })

function unlessRefused(cause: unknown): void {
  if (!(cause instanceof Refusal)) throw cause
}
