const steps = 20
/** Of the length of what is asked for: nearer than this no sign changes. */
const nearEnough = 0.001

/** Kernel ridge regression (Saunders, Gammerman & Vovk 1998): the weights of examples that are so alike (a square matrix, row
 *  after row) by which each is said to be what its target is, or nearly: the larger `ridge`, the less by heart. Solved by
 *  conjugate gradients (Hestenes & Stiefel 1952), in time with the square of the examples. */
export function fitTargets(alike: Float32Array, targets: Float64Array, ridge: number): Float64Array {
  const weights = new Float64Array(targets.length)
  const rest = targets.slice()
  const direction = rest.slice()
  const turned = new Float64Array(targets.length)
  let square = squareOf(rest)
  const enough = square * nearEnough ** 2
  for (let step = 0; step < steps && square > enough; step++) {
    multiply(alike, direction, ridge, turned)
    const far = square / product(direction, turned)
    for (let at = 0; at < rest.length; at++) {
      weights[at]! += far * direction[at]!
      rest[at]! -= far * turned[at]!
    }
    const before = square
    square = squareOf(rest)
    for (let at = 0; at < rest.length; at++) direction[at] = rest[at]! + (square / before) * direction[at]!
  }
  return weights
}

/** A symmetric matrix, with the ridge on its diagonal, times a vector. */
function multiply(matrix: Float32Array, vector: Float64Array, ridge: number, products: Float64Array): void {
  const size = vector.length
  for (let row = 0; row < size; row++) {
    let sum = ridge * vector[row]!
    for (let column = 0; column < size; column++) sum += matrix[row * size + column]! * vector[column]!
    products[row] = sum
  }
}

function product(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!
  return sum
}

function squareOf(vector: Float64Array): number {
  return product(vector, vector)
}
