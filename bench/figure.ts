/** One measured figure. As JSON, one a line, it is what `--json` prints. */
export interface Figure {
  bench: string
  case: string
  figure: string
  value: number
  unit: string
  /** `value` divided by the same figure of the case `to`, measured in the same run. */
  ratio?: number
  to?: string
}

export function jsonLines(figures: readonly Figure[]): string {
  return figures.map((figure) => JSON.stringify(figure)).join('\n')
}

/** The figures for people: one line each, in columns. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.case,
    figure.figure,
    shown(figure.value),
    figure.unit,
    figure.ratio === undefined ? '' : `${figure.ratio.toFixed(2)} of ${figure.to ?? 'the baseline'}`,
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, column === 2))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** `figures` with the ratio to the figure of the same name in `baseline`. */
export function withRatios(
  figures: Figure[],
  baseline: readonly Figure[],
  names: readonly string[],
): Figure[] {
  return figures.map((figure) => {
    const base = names.includes(figure.figure) && baseline.find((other) => other.figure === figure.figure)
    return base ? { ...figure, ratio: round(figure.value / base.value, 3), to: base.case } : figure
  })
}

/** The middle one; of an even number the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN
  return (upper + lower) / 2
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

function shown(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits })
}

function pad(cell: string, width: number, toTheRight: boolean): string {
  return toTheRight ? cell.padStart(width) : cell.padEnd(width)
}
