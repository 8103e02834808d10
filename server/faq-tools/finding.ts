/** `mistake`: a file or entry that is not used as it stands. `warning`: a visitor will meet it. `hint`: it could be better. */
export type Severity = 'mistake' | 'warning' | 'hint'

/** What the score is made of. Each part loses the cost of its findings, and never more than it has. */
export const parts = {
  found: { points: 40, title: 'found again' },
  phrasings: { points: 20, title: 'enough phrasings' },
  translations: { points: 15, title: 'translations' },
  answers: { points: 15, title: 'answers' },
  distinct: { points: 10, title: 'told apart' },
} as const

export type Part = keyof typeof parts

/** Something about a FAQ that its author can mend. */
export interface Finding {
  severity: Severity
  /** Stays the same for the same kind of finding: `phrasing-in-two-entries`. */
  kind: string
  file: string
  /** From 1. */
  line: number
  language?: string
  entry?: string
  /** What is wrong, and what to do. */
  message: string
  /** What it takes from the score; mistakes cost beside the parts. */
  costs?: readonly Cost[]
}

/** A share of one part of the score, 0 to 1. */
export interface Cost {
  part: Part
  share: number
}
