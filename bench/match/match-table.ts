import { groupBy } from '../../tests/delivery/groups.ts'
import type { Figure } from '../figure.ts'

/** The columns: a figure, and how it is headed. */
const columns: [figure: string, head: string][] = [
  ['top1', 'top1'],
  ['top3', 'top3'],
  ['auroc', 'auroc'],
  ['refusedAt90', 'ref@90'],
  ['calibrationError', 'calib'],
  ['kept', 'kept'],
  ['refused', 'ref'],
  ['refusedRightly', 'ref ok'],
  ['right', 'right'],
  ['answered', 'answ'],
  ['wrong', 'wrong'],
  ['train', 'train'],
  ['p50', 'p50'],
  ['p99', 'p99'],
  ['heap', 'heap'],
]
const nameWidth = 13
const cellWidth = 7

/** The figures for people: a block a set, a line a contestant. At most 120 columns. */
export function matchTable(figures: readonly Figure[]): string {
  const sets = groupBy(figures, (figure) => figure.case.split('/')[0] ?? '')
  return [...sets].map(([set, own]) => `${block(set, own)}\n`).join('\n')
}

function block(set: string, figures: Figure[]): string {
  const contestants = groupBy(figures, (figure) => figure.case.slice(set.length + 1))
  const head = columns.map(([, title]) => title.padStart(cellWidth)).join('')
  return [set, ' '.repeat(nameWidth) + head, ...[...contestants].map(([name, own]) => line(name, own))].join(
    '\n',
  )
}

function line(name: string, figures: Figure[]): string {
  const find = (figure: string) => figures.find((each) => each.figure === figure)
  const late = find('notDone')
  const cells = columns.map(([figure]) => shown(find(figure)).padStart(cellWidth)).join('')
  const isEmpty = figures.length === 1
  if (late && isEmpty) return `${name.padEnd(nameWidth)}  not done in ${late.value} s`
  return `${name.padEnd(nameWidth)}${cells}${late ? `\n${' '.repeat(nameWidth)}  its own cut: not done in ${late.value} s` : ''}`
}

function shown(figure: Figure | undefined): string {
  if (!figure) return '–'
  const { value, unit } = figure
  if (unit === 'us') return time(value / 1_000_000)
  if (unit === 'ms') return `${(value / 1000).toFixed(value < 10_000 ? 2 : 0)}s`
  return unit === 'MB' ? `${value.toFixed(0)}MB` : value.toFixed(1)
}

function time(seconds: number): string {
  if (seconds >= 1) return `${seconds.toFixed(1)}s`
  return `${(seconds * 1000).toFixed(seconds < 0.01 ? 2 : 0)}ms`
}

export const legend = `Percent. Of questions with an entry: top1, top3, kept (not unknown), right (answered, or among three choices),
answ(ered at once). Of those without: ref(used); ref@90, by the cut that keeps nine in ten of the others.
ref ok: of those refused, without an entry. wrong: of all. calib: error of the score as a chance. See docs/matcher.md`
