import type { Figure } from '../figure.ts'
import { measures } from './measures.ts'

const captions: Record<string, string> = {
  speed: 'As fast as it goes',
  rate: 'At a fixed rate',
  idle: 'Idle visitors',
  storm: 'Back after `kill -9`',
}

/** The figures of one part as a table of Markdown: a row a figure, a column a case, ratios in brackets. */
export function loadTable(figures: readonly Figure[]): string {
  const [first] = figures
  const part = first?.case.includes('/') ? first.case.slice(0, first.case.indexOf('/')) : 'speed'
  return `${captions[part] ?? part}\n\n${tableOf(figures)}\n`
}

function tableOf(figures: readonly Figure[]): string {
  const cases = [...new Set(figures.map((figure) => figure.case))]
  const names = Object.keys(measures).filter((name) => figures.some(({ figure }) => figure === name))
  const rows = names.map((name) => [
    labelOf(name),
    ...cases.map((each) => shown(figures.find((figure) => figure.case === each && figure.figure === name))),
  ])
  const head = ['', ...cases.map((name) => name.split('/').at(-1) ?? name)]
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`.replaceAll(/ {2,}/g, ' '))
    .join('\n')
}

function labelOf(name: string): string {
  const { label = name, unit = '', counts } = measures[name] ?? {}
  return counts || ['1/s', 'messages'].includes(unit) ? label : `${label}, ${unit}`
}

function shown(figure: Figure | undefined): string {
  if (!figure) return ''
  const digits = Math.abs(figure.value) >= 100 ? 0 : Math.abs(figure.value) >= 10 ? 1 : 2
  const value = figure.value.toLocaleString('en', { maximumFractionDigits: digits })
  return figure.ratio === undefined ? value : `${value} (${figure.ratio.toFixed(2)})`
}
