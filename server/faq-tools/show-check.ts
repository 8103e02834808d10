import type { CheckReport, PricedFinding } from './check.ts'
import type { Severity } from './finding.ts'
import type { Terminal } from './terminal.ts'

const headings: Record<Severity, string> = { mistake: 'Mistakes', warning: 'Warnings', hint: 'Hints' }
/** More are seldom read before the first are mended. */
const listedMost = 20
const colours = { mistake: 'red', warning: 'yellow', hint: 'cyan' } as const

/** The report for people. Hints only with `all`: the best of them stand under "next" anyway. */
export function showCheck(report: CheckReport, folder: string, terminal: Terminal, all: boolean): void {
  const { paint, say } = terminal
  const sizes = report.languages.map(
    ({ language, entries, phrasings }) => `${language} ${entries} entries, ${phrasings} phrasings`,
  )
  say(`${paint('bold', folder)}  ${sizes.join(' · ') || 'is not checked further before site.json is right'}`)
  for (const severity of ['mistake', 'warning', 'hint'] as const) {
    const list = report.findings.filter((finding) => finding.severity === severity)
    if (list.length === 0 || (severity === 'hint' && !all)) continue
    say()
    say(paint('bold', `${headings[severity]} (${list.length})`))
    const shown = all ? list : list.slice(0, listedMost)
    for (const finding of shown) showFinding(finding, terminal)
    if (list.length > shown.length)
      say(paint('dim', `  … and ${list.length - shown.length} more: --all shows them.`))
  }
  showScore(report, terminal)
  showNext(report, terminal, all)
}

function showFinding({ severity, file, line, message }: PricedFinding, { paint, say }: Terminal): void {
  say(`  ${paint(colours[severity], `${file}:${line}`)}: ${message}`, 4)
}

function showScore(report: CheckReport, { paint, say }: Terminal): void {
  const { total, parts, mistakes } = report.score
  say()
  say(`${paint('bold', `Score ${total} of 100`)}`)
  if (report.languages.every(({ entries }) => entries === 0)) return
  const shown = parts.map(({ title, points, of }) => `${title} ${points.toFixed(1)}/${of}`)
  say(`  ${[...shown, ...(mistakes > 0 ? [`mistakes −${mistakes}`] : [])].join(' · ')}`, 2)
}

function showNext({ next, findings }: CheckReport, { paint, say }: Terminal, all: boolean): void {
  const hints = findings.filter(({ severity }) => severity === 'hint').length
  say()
  if (next.length === 0) return say(paint('green', 'Nothing to do.'))
  say(paint('bold', 'The best things to do next'))
  next.forEach(({ points, file, line, message }, at) => {
    const price = points > 0 ? `+${points.toFixed(1)}` : '    '
    say(`  ${String(at + 1).padStart(2)}. ${paint('green', price)}  ${file}:${line}: ${message}`, 12)
  })
  if (hints > 0 && !all) say(`\n${paint('dim', `${hints} hints in all: --all shows them.`)}`)
}
