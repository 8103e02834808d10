import { parts } from './finding.ts'
import type { Cost, Finding, Part } from './finding.ts'

/** How good a FAQ is, as far as can be told without visitors: 100 less what its findings cost. */
export interface Score {
  /** 0 to 100, a whole number. */
  total: number
  parts: { part: Part; title: string; points: number; of: number }[]
  /** What mistakes take away. */
  mistakes: number
}

/** Adds up what the findings cost; a part is never below 0, nor is the whole. Full marks where nothing is wrong, none
 *  where nothing answers. */
export function scoreOf(
  findings: Finding[],
  { mistakePoints, entries }: { mistakePoints: number; entries: number },
): Score & { priceOf(costs: readonly Cost[]): number } {
  const lost = new Map<Part, number>()
  for (const { part, share } of findings.flatMap(({ costs = [] }) => costs))
    lost.set(part, (lost.get(part) ?? 0) + share)
  const scored = (Object.keys(parts) as Part[]).map((part) => {
    const { points: of, title } = parts[part]
    return { part, title, points: rounded(of * Math.max(0, 1 - (lost.get(part) ?? 0))), of }
  })
  const mistakes = mistakePoints * findings.filter(({ severity }) => severity === 'mistake').length
  const sum = entries === 0 ? 0 : scored.reduce((total, { points }) => total + points, 0)
  return {
    total: Math.max(0, Math.round(sum - mistakes)),
    parts: scored,
    mistakes,
    priceOf: (costs) =>
      rounded(costs.reduce((sum, { part, share }) => sum + parts[part].points * Math.min(1, share), 0)),
  }
}

function rounded(points: number): number {
  return Math.round(points * 100) / 100
}
