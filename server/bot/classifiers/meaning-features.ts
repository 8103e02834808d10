import type { Token } from '../text/normalise.ts'
import { addTimes, dot } from '../arithmetic/similarity.ts'
import { createWaves } from './waves.ts'
import type { Waves } from './waves.ts'
import type { WordTable } from '../meaning/word-table.ts'
import { createWordWaves } from './word-waves.ts'
import type { WordWaves } from './word-waves.ts'

// In the scale of the other features, the shares of meaning that help a linear classifier: what two directions have in common;
// how close they are, by a Gaussian that is wider than the one of similarity.ts; and how close their pairs of words are.
const directionShare = 0.15
const closenessShare = 0.15
const pairsShare = 0.3
const textSharpness = 4
const wordSharpness = 2
const waveCount = 128

/** How many features a meaning of so many numbers has. */
export function countMeaningFeatures(dimensions: number): number {
  return dimensions > 0 ? dimensions + 2 * waveCount + 2 * waveCount : 0
}

/** What stands for a meaning in a linear classifier, which so learns what depends on closeness without comparing texts: the
 *  direction of the text, waves of it, and waves of its pairs of neighbouring words, which tell in what order they come. */
export function meaningFeatures(meaning: Float32Array, tokens: Token[], table: WordTable): Float32Array {
  const { ofText, ofWord } = wavesFor(table)
  const features = new Float32Array(countMeaningFeatures(table.dimensions))
  const closenessAt = table.dimensions
  const pairsAt = closenessAt + 2 * waveCount
  place(meaning, directionShare, features, 0)
  place(ofText(meaning), closenessShare, features, closenessAt)
  place(joinPairs([undefined, ...tokens, undefined].map(ofWord)), pairsShare, features, pairsAt)
  return features
}

/** The sum over all pairs of neighbours: the place of the first on each wave, and of the second on another one, as if both
 *  lay on one wave across the space of pairs; on the same wave their order would not matter. */
function joinPairs(words: Float32Array[]): Float32Array {
  const sums = new Float32Array(2 * waveCount)
  for (let at = 1; at < words.length; at++) {
    const first = words[at - 1]!
    const second = words[at]!
    for (let wave = 0; wave < waveCount; wave++) {
      const other = (wave + waveCount / 2) % waveCount
      const cosine = first[wave]!
      const sine = first[waveCount + wave]!
      const otherCosine = second[other]!
      const otherSine = second[waveCount + other]!
      // The cosine and the sine of the sum of both angles.
      sums[wave]! += cosine * otherCosine - sine * otherSine
      sums[waveCount + wave]! += sine * otherCosine + cosine * otherSine
    }
  }
  return sums
}

/** Puts numbers among the features, together as long as the root of their share. */
function place(numbers: Float32Array, share: number, features: Float32Array, start: number): void {
  const square = dot(numbers, numbers)
  if (square > 0) addTimes(Math.sqrt(share / square), numbers, features, start)
}

interface MeaningWaves {
  ofText: Waves
  ofWord: WordWaves
}

const prepared = new WeakMap<WordTable, MeaningWaves>()

function wavesFor(table: WordTable): MeaningWaves {
  const waves = prepared.get(table) ?? {
    ofText: createWaves(waveCount, table.dimensions, textSharpness),
    ofWord: createWordWaves(table, waveCount, wordSharpness),
  }
  prepared.set(table, waves)
  return waves
}
