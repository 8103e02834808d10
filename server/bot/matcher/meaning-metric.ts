import type { Token } from './normalise.ts'
import type { WordTable } from './word-table.ts'

/** The lower triangle of a matrix, row after row. */
export type Triangle = Float32Array

// What differs in their directions has so much of the say where there are very many phrasings, half of it with 64.
const mostShare = 0.2
const shareHalf = 64

/** In which directions phrasings of the same entry differ: what lies there tells no entries apart. The triangle L of that
 *  covariance, L·Lᵀ; of mean 1, and mostly alike in all directions, as a FAQ has few phrasings (Hatch, Kajarekar &
 *  Stolcke 2006, "Within-class Covariance Normalization for SVM-based Speaker Recognition"). `entries`: what the
 *  phrasings of each mean. Null where none has two that differ. */
export function learnMetric(entries: Float32Array[][]): Triangle | null {
  const dimensions = entries.flat()[0]?.length ?? 0
  const covariance = new Float64Array(dimensions * dimensions)
  const difference = new Float64Array(dimensions)
  let degrees = 0
  for (const meanings of entries) {
    if (meanings.length < 2) continue
    degrees += meanings.length - 1
    const middle = middleOf(meanings, dimensions)
    for (const meaning of meanings) {
      for (let d = 0; d < dimensions; d++) difference[d] = meaning[d]! - middle[d]!
      addSquare(difference, covariance)
    }
  }
  let trace = 0
  for (let d = 0; d < dimensions; d++) trace += covariance[d * dimensions + d]!
  if (trace === 0) return null
  const share = (mostShare * degrees) / (degrees + shareHalf)
  for (let at = 0; at < covariance.length; at++) covariance[at]! *= (share * dimensions) / trace
  for (let d = 0; d < dimensions; d++) covariance[d * dimensions + d]! += 1 - share
  return factor(covariance, dimensions)
}

/** Adds the products of each two of some numbers to the lower triangle of a matrix. */
function addSquare(numbers: Float64Array, matrix: Float64Array): void {
  const size = numbers.length
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++)
      matrix[row * size + column]! += numbers[row]! * numbers[column]!
}

/** The same table, whose texts are nearer to one another where they differ as phrasings of one entry do. */
export function withMetric(table: WordTable, metric: Triangle): WordTable {
  return {
    dimensions: table.dimensions,
    embed: (tokens: Token[]) => inMetric(metric, table.embed(tokens)),
  }
}

/** L⁻¹ of a direction, made one long again. */
export function inMetric(triangle: Triangle, meaning: Float32Array | null): Float32Array | null {
  if (!meaning) return null
  const solved = new Float32Array(meaning.length)
  let square = 0
  for (let row = 0, start = 0; row < meaning.length; start += ++row) {
    let rest = meaning[row]!
    for (let at = 0; at < row; at++) rest -= triangle[start + at]! * solved[at]!
    solved[row] = rest / triangle[start + row]!
    square += solved[row]! ** 2
  }
  const length = Math.sqrt(square)
  for (let row = 0; row < solved.length; row++) solved[row]! /= length
  return solved
}

/** The mean; of nothing, where nothing is. */
export function middleOf(meanings: Float32Array[], dimensions: number): Float64Array {
  const middle = new Float64Array(dimensions)
  for (const meaning of meanings)
    for (let d = 0; d < dimensions; d++) middle[d]! += meaning[d]! / meanings.length
  return middle
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
