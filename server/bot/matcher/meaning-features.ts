import { createWaves } from './waves.ts'
import type { Waves } from './waves.ts'

// In the scale of the other features, the share of meaning that helps a linear classifier: half of it is what two directions
// have in common, half how close they are, by a Gaussian that is wider than the one of similarity.ts.
const directionShare = 0.15
const closenessShare = 0.15
const sharpness = 4
const waveCount = 256

/** By the number of dimensions: they take some milliseconds, and are the same for every FAQ. */
const wavesOf = new Map<number, Waves>()

/** How many features a meaning of so many numbers has. */
export function countMeaningFeatures(dimensions: number): number {
  return dimensions > 0 ? dimensions + waveCount : 0
}

/** What stands for a meaning in a linear classifier: its direction, and waves, by which it can learn what depends on
 *  closeness without comparing texts. */
export function meaningFeatures(meaning: Float32Array): Float32Array {
  const dimensions = meaning.length
  const waves = wavesOf.get(dimensions) ?? createWaves(waveCount, dimensions, sharpness)
  wavesOf.set(dimensions, waves)
  const features = new Float32Array(countMeaningFeatures(dimensions))
  const direction = Math.sqrt(directionShare)
  for (let at = 0; at < dimensions; at++) features[at] = direction * meaning[at]!
  const height = Math.sqrt(closenessShare)
  const heights = waves(meaning)
  for (let wave = 0; wave < waveCount; wave++) features[dimensions + wave] = height * heights[wave]!
  return features
}
