import type { Token } from '../text/normalise.ts'
import { createRowProducts } from '../arithmetic/row-products.ts'
import type { WordTable } from './word-table.ts'

/** The lower triangle of a matrix, row after row. */
export type Triangle = Float32Array

// What differs in their directions has so much of the say where there are very many phrasings, half of it with 64.
const mostShare = 0.2
const shareHalf = 64
/** Of what is the same, rounding leaves less. */
const leastTrace = 1e-9

/** In which directions phrasings of the same entry differ: what lies there tells no entries apart. The triangle L of that
 *  covariance, L·Lᵀ; of mean 1, and mostly alike in all directions, as a FAQ has few phrasings (Hatch, Kajarekar &
 *  Stolcke 2006, "Within-class Covariance Normalization for SVM-based Speaker Recognition"). `entries`: what the
 *  phrasings of each mean. Null where none has two that differ. */
export function learnMetric(entries: Float32Array[][]): Triangle | null {
  const differing = entries.filter(({ length }) => length > 1)
  const degrees = differing.reduce((sum, { length }) => sum + length - 1, 0)
  const dimensions = differing[0]?.[0]?.length ?? 0
  if (dimensions === 0) return null
  const covariance = covarianceOf(differing, dimensions)
  let trace = 0
  for (let d = 0; d < dimensions; d++) trace += covariance[d * dimensions + d]!
  if (trace < leastTrace) return null
  const share = (mostShare * degrees) / (degrees + shareHalf)
  for (let at = 0; at < covariance.length; at++) covariance[at]! *= (share * dimensions) / trace
  for (let d = 0; d < dimensions; d++) covariance[d * dimensions + d]! += 1 - share
  return factor(covariance, dimensions)
}

/** How the numbers of meanings vary together around the middle of their entry. */
function covarianceOf(entries: Float32Array[][], dimensions: number): Float64Array {
  const columns = columnsOf(entries, dimensions)
  const width = columns.length / dimensions
  const products = createRowProducts(columns, width)
  const covariance = new Float64Array(dimensions * dimensions)
  for (let d = 0; d < dimensions; d++)
    covariance.set(products.ofAll(columns.subarray(d * width, (d + 1) * width)), d * dimensions)
  return covariance
}

/** Number after number, how far each meaning is from the middle of its entry there; zeros up to a multiple of four, for vector
 *  instructions. */
function columnsOf(entries: Float32Array[][], dimensions: number): Float32Array {
  const count = entries.reduce((sum, { length }) => sum + length, 0)
  const width = (count + 3) & ~3
  const columns = new Float32Array(dimensions * width)
  const place = (meaning: Float32Array, middle: Float64Array, at: number): void => {
    for (let d = 0; d < dimensions; d++) columns[d * width + at] = meaning[d]! - middle[d]!
  }
  let at = 0
  for (const meanings of entries) {
    const middle = middleOf(meanings, dimensions)
    for (const meaning of meanings) place(meaning, middle, at++)
  }
  return columns
}

/** The same table, whose texts are nearer to one another where they differ as phrasings of one entry do. */
export function withMetric(table: WordTable, metric: Triangle): WordTable {
  return {
    ...table,
    embed(tokens: Token[]) {
      const meaning = table.embed(tokens)
      return meaning && turn(meaning, metric)
    },
  }
}

/** L⁻¹ of a direction, made one long again. */
export function inMetric(triangle: Triangle, meaning: Float32Array | null): Float32Array | null {
  return meaning && turn(meaning.slice(), triangle)
}

/** The same, where the direction is. */
function turn(meaning: Float32Array, triangle: Triangle): Float32Array {
  let square = 0
  for (let row = 0, start = 0; row < meaning.length; start += ++row) {
    let rest = meaning[row]!
    for (let at = 0; at < row; at++) rest -= triangle[start + at]! * meaning[at]!
    meaning[row] = rest / triangle[start + row]!
    square += meaning[row]! ** 2
  }
  const length = Math.sqrt(square)
  for (let row = 0; row < meaning.length; row++) meaning[row]! /= length
  return meaning
}

/** The mean; of nothing, where nothing is. */
export function middleOf(meanings: Float32Array[], dimensions: number): Float64Array {
  const middle = new Float64Array(dimensions)
  for (let at = 0; at < meanings.length; at++) addTo(middle, meanings[at]!)
  for (let d = 0; d < dimensions; d++) middle[d]! /= Math.max(1, meanings.length)
  return middle
}

function addTo(sums: Float64Array, numbers: Float32Array): void {
  for (let at = 0; at < numbers.length; at++) sums[at]! += numbers[at]!
}

/** Cholesky: of a positive definite matrix, of which the lower triangle is looked at. */
function factor(matrix: Float64Array, size: number): Triangle {
  const triangle = new Float64Array((size * (size + 1)) / 2)
  for (let row = 0, start = 0; row < size; start += ++row) {
    for (let column = 0, other = 0; column <= row; other += ++column) {
      let rest = matrix[row * size + column]!
      for (let at = 0; at < column; at++) rest -= triangle[start + at]! * triangle[other + at]!
      triangle[start + column] = row === column ? Math.sqrt(rest) : rest / triangle[other + column]!
    }
  }
  return Float32Array.from(triangle)
}
