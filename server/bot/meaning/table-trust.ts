import type { WordTable } from './word-table.ts'

/** How far what a table says is believed. */
export interface Trust {
  /** What meaning weighs beside the features of a FAQ, where it is not found to harm. */
  weight: number
  /** The share of what meaning adds to a score that the confidence is read from; the order is read from all of it. */
  inConfidence: number
}

const whole: Trust = { weight: 1, inConfidence: 1 }
// Words of two languages stand for one another only roughly: that is enough to find what was meant, but makes foreign
// questions close to something.
const translated: Trust = { weight: 0.4, inConfidence: 0.6 }

export function trustIn(table: WordTable | null): Trust {
  return table?.translated ? translated : whole
}
