import type { Figure } from '../figure.ts'

/** A table of Markdown: a row a case, a column a figure. */
export function scaleTable(figures: readonly Figure[]): string {
  const names = [...new Set(figures.map(({ figure }) => figure))]
  const cases = [...new Set(figures.map((figure) => figure.case))]
  const rows = cases.map((name) => [
    name.slice(name.indexOf('/') + 1),
    ...names.map((figure) => shown(figures.find((each) => each.case === name && each.figure === figure))),
  ])
  return [['', ...names], ['', ...names].map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`.replaceAll(/ {2,}/g, ' '))
    .join('\n')
    .concat('\n')
}

function shown(figure: Figure | undefined): string {
  return figure ? figure.value.toLocaleString('en', { maximumFractionDigits: 2 }) : ''
}
