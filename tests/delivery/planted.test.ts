import { expect, onTestFinished, test } from 'vitest'
import { startEmbeddedDesk } from './desks.ts'
import { judge } from './judge.ts'
import { bugs } from './planted.ts'
import { runHistory } from './run.ts'
import { noteMark } from './talkers.ts'

test('bugs that are planted between a desk and its visitors are all found', async () => {
  const desks = await startEmbeddedDesk()
  onTestFinished(() => desks.remove())
  const history = await runHistory(desks, {
    ...{ seed: 1, seconds: 6, visitors: 4, askers: 1, faults: [], quietWithinMs: 2_000 },
    plant({ visitors: [loses, early, forgets, leaks], askers: [swaps], agents: [, ben], secondTab }) {
      // So that Ada has somebody: her second console shows what she takes.
      ben!.wire.hold(3_000)
      bugs.losesPushes(loses!)
      bugs.acknowledgesTooEarly(early!)
      bugs.forgetsIds(forgets!)
      bugs.leaksNotes(leaks!, noteMark)
      bugs.swapsEntries(swaps!)
      bugs.forgetsSecondTab(secondTab)
    },
  })

  const found = judge(history).map(({ check, what }) => `${check}: ${what}`)
  const expected = [
    /^C2: .* is on vera-1\/1 0 times/,
    /^C1: vera-2's .* is not stored/,
    /^C4: the store has again-\S+, which nobody sent/,
    /^C10: .* went to vera-4/,
    /^C3: viktor-1\/1 shows/,
    /^C2: .* is on Ada\/3 0 times/,
  ]
  for (const each of expected) expect(found).toContainEqual(expect.stringMatching(each))
}, 60_000)
