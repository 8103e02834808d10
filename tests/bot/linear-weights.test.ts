import { expect, test } from 'vitest'
import { LinearWeights } from '../../server/bot/classifiers/linear-weights.ts'

// Few weights are multiplied where they lie, many in a memory of their own.
test.each([2, 40])(
  'what a copy for %i entries learns, the one that it was copied from does not',
  (entries) => {
    const width = 576
    const weights = LinearWeights.zero(entries, 1, width)
    const text = {
      vector: { ids: Int32Array.of(0), values: Float32Array.of(1) },
      meaning: new Float32Array(width).fill(1),
    }
    const copy = weights.copy()
    copy.move(text, Uint16Array.of(1), Float64Array.of(0.5), 1)
    const scoresOf = (some: LinearWeights) => {
      const scores = new Float64Array(entries)
      some.scoreAll(text, scores)
      return scores
    }
    expect(scoresOf(weights)[1]).toBe(0)
    expect(scoresOf(copy)[1]).toBeCloseTo(0.5 * (1 + 1 + width), 3)
  },
)
