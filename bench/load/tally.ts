import { median, round } from '../figure.ts'
import type { Figure } from '../figure.ts'
import { measures } from './measures.ts'

/** What the cases of one part measured, run by run. A ratio is taken within a run: both sides had the same minute. */
export class Tally {
  readonly #part: string
  readonly #runs = new Map<string, Record<string, number>[]>()

  constructor(part: string) {
    this.#part = part
  }

  add(name: string, figures: Record<string, number>): void {
    this.#runs.set(name, [...(this.#runs.get(name) ?? []), figures])
  }

  /** `baseline`: the case that the figures named in `compared` are divided by. */
  figures(baseline?: string, compared: readonly string[] = []): Figure[] {
    return [...this.#runs].flatMap(([name, runs]) => {
      const others = name === baseline ? undefined : baseline && this.#runs.get(baseline)
      const names = new Set(runs.flatMap((run) => Object.keys(run)))
      return [...names].map((figure) => ({
        ...this.#figure(name, figure, runs),
        ...(others &&
          compared.includes(figure) && { ...ratioOf(figure, runs, others), to: this.#case(baseline) }),
      }))
    })
  }

  #figure(name: string, figure: string, runs: Record<string, number>[]): Figure {
    const values = runs.flatMap((run) => run[figure] ?? [])
    const { unit, counts } = measures[figure] ?? { unit: 'messages', counts: true }
    // What must be 0 may not hide behind a median.
    const value = counts ? values.reduce((sum, each) => sum + each, 0) : round(median(values), 2)
    return { bench: 'load', case: this.#case(name), figure, value, unit }
  }

  /** Of the part that everybody means by "load", the cases have their names alone. */
  #case(name = ''): string {
    return this.#part === 'speed' ? name : `${this.#part}/${name}`
  }
}

function ratioOf(
  figure: string,
  runs: Record<string, number>[],
  others: Record<string, number>[],
): { ratio: number } {
  const ratios = runs.map((run, index) => (run[figure] ?? NaN) / (others[index]?.[figure] ?? NaN))
  return { ratio: round(median(ratios), 3) }
}
