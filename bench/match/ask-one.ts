import { performance } from 'node:perf_hooks'
import type { Reply } from './contestant.ts'
import { contestants } from './contestants.ts'
import type { ContestantName } from './contestants.ts'
import { measureDecisions, measureRanking } from './figures.ts'
import type { Answered, Decisions, Ranking } from './figures.ts'
import { findOwnCut, scoreOf } from './own-cut.ts'
import type { MatchSet } from './sets.ts'

export interface AskOrder {
  contestant: ContestantName
  set: MatchSet
}

/** Named figures: percent, milliseconds (`train`), microseconds (`p50`, `p99`), megabytes (`heap`). */
export type Measured = Partial<Ranking & Decisions & Record<'train' | 'p50' | 'p99' | 'heap', number>>

const warmUpQuestions = 200
const bytesInMb = 1024 * 1024

/** Measures one contestant on one set, in a process of its own: nothing else is in its memory. */
process.once('message', (order: AskOrder) => {
  measure(order).then(
    () => process.disconnect(),
    (cause: unknown) => {
      console.error(cause)
      process.exit(1)
    },
  )
})

async function measure({ contestant: name, set }: AskOrder): Promise<void> {
  const before = usedMb()
  const contestant = await contestants[name]()
  const started = performance.now()
  const ask = await contestant.open(set)
  const train = performance.now() - started
  const heap = usedMb() - before

  for (const { text } of set.queries.slice(0, warmUpQuestions)) await ask(text)
  const micros: number[] = []
  const replies: Reply[] = []
  for (const { text } of set.queries) {
    const asked = performance.now()
    const reply = ask(text)
    replies.push(reply instanceof Promise ? await reply : reply)
    micros.push((performance.now() - asked) * 1000)
  }
  micros.sort((a, b) => a - b)
  const answered = (decide: (reply: Reply) => Answered['match']['decision']): Answered[] =>
    replies.map((reply, at) => ({
      id: set.queries[at]!.id,
      match: { ranked: reply.ranked, decision: decide(reply) },
    }))
  tell({
    ...measureRanking(
      answered(() => 'choose'),
      contestant.scoreIsChance,
    ),
    train,
    p50: micros[Math.floor(micros.length * 0.5)] ?? NaN,
    p99: micros[Math.floor(micros.length * 0.99)] ?? NaN,
    heap,
  })
  // Told apart from the rest: to find a cut takes a second lesson, which may take too long.
  const cut = replies[0]?.decision ? NaN : await findOwnCut(contestant, set)
  tell(
    measureDecisions(answered((reply) => reply.decision ?? (scoreOf(reply) >= cut ? 'answer' : 'unknown'))),
  )
}

function tell(measured: Measured): void {
  process.send?.(measured)
}

function usedMb(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / bytesInMb
}
