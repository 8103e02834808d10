import { expect } from 'vitest'
import { setTimeout as wait } from 'node:timers/promises'
import { unchanged } from '../../server/domain/conversation.ts'
import { Refusal } from '../../server/domain/refusal.ts'
import type { Store } from '../../server/store/port.ts'
import { firstChange, says } from './samples.ts'

/** Writers that go on until they are stopped, and what they were told. */
export interface Traffic {
  acknowledged(): number
  refused(): number
  /** Lets every writer end the message that it is at. Rejects with what no writer should have met. */
  stop(): Promise<void>
}

/** A retry comes again after this, as a browser's does: it must not be the database's whole work. */
const retryAfterMs = 20

/**
 * Clients as they are: each writes message after message into its conversation, and sends a message again under its id
 * until it is acknowledged. Several stores: the servers of a cluster, each with writers of its own in every conversation.
 */
export async function startTraffic(stores: Store[], conversations = 10): Promise<Traffic> {
  const acks = new Map<string, number>()
  const log = { acks, refusals: 0 }
  const ids = Array.from({ length: conversations }, (_, i) => `c${i}`)
  for (const id of ids) await stores[0]?.conversations.begin(id, firstChange(`visitor-${id}`, 1_000))
  let stopped = false

  async function write(store: Store, id: string, writer: string): Promise<void> {
    for (let i = 0; !stopped; i++) {
      const messageId = `${writer}-${id}-${i}`
      for (;;) {
        const sequence = await send(store, id, messageId).catch((cause: unknown) => {
          if (cause instanceof Refusal && cause.code === 'try-again') return null
          throw cause
        })
        if (sequence !== null) {
          acks.set(`${id} ${messageId}`, sequence)
          break
        }
        log.refusals += 1
        await wait(retryAfterMs)
      }
    }
  }

  const writers = Promise.all(
    stores.flatMap((store, i) =>
      ids.flatMap((id) => ['a', 'b'].map((name) => write(store, id, `${name}${i}`))),
    ),
  )
  writers.catch(() => undefined) // told by stop()

  return {
    acknowledged: () => acks.size,
    refused: () => log.refusals,
    async stop() {
      stopped = true
      await writers
      for (const store of stores) await expectEverything(store, ids, acks)
    },
  }
}

async function send(store: Store, id: string, messageId: string): Promise<number> {
  let sequence = 0
  await store.conversations.change(id, (current) => {
    const known = current.sequences.get(messageId)
    sequence = known ?? current.entries.length + 1
    return known === undefined ? says(current, messageId) : unchanged
  })
  return sequence
}

/** What was acknowledged is there once, under its number; each writer's messages are in its order; no number is missing. */
async function expectEverything(store: Store, ids: string[], acks: Map<string, number>): Promise<void> {
  for (const id of ids) {
    const { entries } = await store.conversations.read(id)
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, i) => i + 1))
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length)
    const kept = new Map(entries.map((entry) => [entry.id, entry.sequence]))
    const lost = [...acks].filter(([key, sequence]) => {
      const [of, messageId = ''] = key.split(' ')
      return of === id && kept.get(messageId) !== sequence
    })
    expect(lost).toEqual([])
    const numbersOf = new Map<string, number[]>()
    for (const { id: entryId } of entries.slice(1)) {
      const [writer = '', , number] = entryId.split('-')
      numbersOf.set(writer, [...(numbersOf.get(writer) ?? []), Number(number)])
    }
    for (const numbers of numbersOf.values()) expect(numbers).toEqual(numbers.map((_, i) => i))
  }
}
