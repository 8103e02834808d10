import { normalFrom, randomFrom } from './random.ts'
import { createRowProducts } from './row-products.ts'
import { addTimes, dot } from './similarity.ts'

/** As many numbers for each point, so that the products of two points' numbers come near how close they are. */
export type Waves = (point: Float32Array) => Float64Array

const seed = 1

/** Waves across a space at random, √(2/D) cos(w·u + b), w normal, b a random phase: of two points at distance d, the
 *  products of D such numbers add up to about the Gaussian exp(−sharpness d² / 2) (Rahimi & Recht 2007, "Random Features for
 *  Large-Scale Kernel Machines", algorithm 1). As many w as there are dimensions are at right angles, which makes it nearer
 *  (Yu et al. 2016, "Orthogonal Random Features"). The same every time, so that none need be stored. */
export function createWaves(count: number, dimensions: number, sharpness: number): Waves {
  const random = randomFrom(seed)
  const directions = createRowProducts(drawDirections(count, dimensions, sharpness, random), dimensions)
  const phases = Float64Array.from({ length: count }, () => 2 * Math.PI * random())
  const height = Math.sqrt(2 / count)
  return (point) => directions.ofAll(point).map((place, wave) => height * Math.cos(place + phases[wave]!))
}

/** Each as long as if all its numbers were normal, with a variance of `sharpness`. */
function drawDirections(
  count: number,
  dimensions: number,
  sharpness: number,
  random: () => number,
): Float32Array {
  const normal = normalFrom(random)
  const directions = new Float32Array(count * dimensions)
  for (let wave = 0; wave < count; wave++) {
    const drawn = Float32Array.from({ length: dimensions }, normal)
    const length = Math.sqrt(sharpness * dot(drawn, drawn))
    for (let other = wave - (wave % dimensions); other < wave; other++) {
      const start = other * dimensions
      const turned = directions.subarray(start, start + dimensions)
      addTimes(-dot(drawn, turned) / dot(turned, turned), turned, drawn)
    }
    addTimes(length / Math.sqrt(dot(drawn, drawn)), drawn, directions, wave * dimensions)
  }
  return directions
}
