import { normalFrom, randomFrom } from '../arithmetic/random.ts'
import { createRowProducts } from '../arithmetic/row-products.ts'
import { addTimes, dot } from '../arithmetic/similarity.ts'

/** Where a point is on each of many waves: their cosines, then their sines. */
export type Waves = (point: Float32Array) => Float32Array

const seed = 1

/** Waves across a space at random, cos(w·u) and sin(w·u), w normal: of two points at distance d, the product of these
 *  numbers is about as many times the Gaussian exp(−sharpness d² / 2) as there are waves (Rahimi & Recht 2007, "Random
 *  Features for Large-Scale Kernel Machines"). As many w as there are dimensions are at right angles, which makes it nearer
 *  (Yu et al. 2016, "Orthogonal Random Features"). The same every time, so that none need be stored. */
export function createWaves(count: number, dimensions: number, sharpness: number): Waves {
  const directions = createRowProducts(drawDirections(count, dimensions, sharpness), dimensions)
  return (point) => {
    const places = directions.ofAll(point)
    const heights = new Float32Array(2 * count)
    for (let wave = 0; wave < count; wave++) {
      heights[wave] = Math.cos(places[wave]!)
      heights[count + wave] = Math.sin(places[wave]!)
    }
    return heights
  }
}

/** Each as long as if all its numbers were normal, with a variance of `sharpness`. */
function drawDirections(count: number, dimensions: number, sharpness: number): Float32Array {
  const normal = normalFrom(randomFrom(seed))
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
