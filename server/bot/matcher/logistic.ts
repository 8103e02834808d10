export interface Line {
  slope: number
  offset: number
}

export interface Sample {
  score: number
  right: boolean
  weight: number
}

const steps = 50
const longestStep = 2
const closeEnough = 1e-6
// Keeps the line finite where the samples are few or perfectly separated.
const ridge = 0.01

/** Logistic regression of "was right" on a score: P = 1 / (1 + exp(-(slope * score + offset))), by Newton's method with
 *  softened targets (Platt 1999, "Probabilistic Outputs for Support Vector Machines"). */
export function fitLogistic(samples: Sample[]): Line {
  const rightCount = samples.filter(({ right }) => right).length
  const rightTarget = (rightCount + 1) / (rightCount + 2)
  const wrongTarget = 1 / (samples.length - rightCount + 2)
  const line: Line = { slope: 1, offset: 0 }
  for (let step = 0; step < steps; step++) {
    const sums = {
      slope: -ridge * line.slope,
      offset: -ridge * line.offset,
      slope2: ridge,
      both: 0,
      offset2: ridge,
    }
    for (const { score, right, weight } of samples) {
      const chance = 1 / (1 + Math.exp(-(line.slope * score + line.offset)))
      const error = weight * ((right ? rightTarget : wrongTarget) - chance)
      const curve = weight * chance * (1 - chance)
      sums.slope += error * score
      sums.offset += error
      sums.slope2 += curve * score * score
      sums.both += curve * score
      sums.offset2 += curve
    }
    const determinant = sums.slope2 * sums.offset2 - sums.both * sums.both
    const slopeStep = limit((sums.offset2 * sums.slope - sums.both * sums.offset) / determinant)
    const offsetStep = limit((sums.slope2 * sums.offset - sums.both * sums.slope) / determinant)
    line.slope += slopeStep
    line.offset += offsetStep
    if (Math.abs(slopeStep) + Math.abs(offsetStep) < closeEnough) break
  }
  return line
}

function limit(step: number): number {
  return Math.max(-longestStep, Math.min(longestStep, step))
}
