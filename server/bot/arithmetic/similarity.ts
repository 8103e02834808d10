// Gaussian of the distance between two directions, less what far ones have: they say nothing and need not be met.
const sharpness = 6
const nothing = 0.05

/** Of cosines from -1 in steps of 1/1024: between two of them closeness is as good as straight, and looking it up takes a
 *  fraction of the time of the power. */
const steps = 1024
const closenessAt = Float64Array.from({ length: 2 * steps + 2 }, (_, at) => measureCloseness(at / steps - 1))

/** Below this cosine closeness is zero, as it is looked up: where the last step before it becomes more begins. */
export const farthest = (closenessAt.findIndex((close) => close > 0) - 1) / steps - 1

function measureCloseness(cosine: number): number {
  return Math.max(0, (Math.exp(sharpness * (cosine - 1)) - nothing) / (1 - nothing))
}

/** How close two meanings are, 0 to 1, from their cosine. */
export function closeness(cosine: number): number {
  const place = (cosine + 1) * steps
  const at = place | 0
  const below = closenessAt[at]!
  return below + (place - at) * (closenessAt[at + 1]! - below)
}

/** The inner product of `a` and as many numbers of `b`. Four sums at a time: the processor need not wait for one to be
 *  finished before it begins the next. */
export function dot(a: Float32Array, b: Float32Array, start = 0): number {
  const fourfold = a.length & ~3
  let sum = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let at = 0; at < fourfold; at += 4) {
    sum += a[at]! * b[start + at]!
    second += a[at + 1]! * b[start + at + 1]!
    third += a[at + 2]! * b[start + at + 2]!
    fourth += a[at + 3]! * b[start + at + 3]!
  }
  for (let at = fourfold; at < a.length; at++) sum += a[at]! * b[start + at]!
  return sum + second + third + fourth
}

const narrowSums = 8

/** The same in single precision, eight sums at a time. */
export function dotNarrow(a: Float32Array, b: Float32Array, start = 0): number {
  const sums = new Float32Array(narrowSums)
  for (let at = 0; at < a.length; at++) sums[at % narrowSums]! += Math.fround(a[at]! * b[start + at]!)
  for (let at = 0; at < narrowSums / 2; at++) sums[at]! += sums[at + narrowSums / 2]!
  return Math.fround(Math.fround(sums[0]! + sums[1]!) + Math.fround(sums[2]! + sums[3]!))
}

/** Adds `a`, times a factor, to as many numbers of `b`. */
export function addTimes(factor: number, a: Float32Array, b: Float32Array, start = 0): void {
  for (let at = 0; at < a.length; at++) b[start + at]! += factor * a[at]!
}
