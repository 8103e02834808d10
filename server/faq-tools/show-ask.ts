import type { AskReport, Candidate, Said } from './ask.ts'
import type { Reason } from '../bot/matcher/explain.ts'
import type { Terminal } from './terminal.ts'

const linesOfAnswer = 4
const reasonsMost = 6
/** Weaker ones change nothing that anybody could see. */
const leastAmount = 0.02
/** "0.00" would tell nothing. */
const leastConfidence = 0.005

/** For people: what would be said, then the candidates, and what spoke for and against each. */
export function showAsk(report: AskReport, terminal: Terminal): void {
  const { paint, say } = terminal
  say(`${paint('bold', `“${report.text}”`)}  ${paint('dim', `asked in ${report.language}`)}`)
  for (const { written, meant } of report.corrected) say(`  read “${written}” as “${meant}”`)
  say()
  for (const said of report.said) showSaid(said, terminal)
  const worth = report.candidates.filter(
    ({ confidence, reasons }) => confidence >= leastConfidence && reasons.some(isHeard),
  )
  if (worth.length === 0) return say(paint('dim', 'No entry shares anything with it.'))
  say()
  say(paint('bold', 'Candidates, how sure, and why'))
  for (const candidate of worth) showCandidate(candidate, terminal)
}

function showSaid({ kind, faqId, text, choices }: Said, { paint, say }: Terminal): void {
  if (kind === 'answer')
    say(`${paint('green', 'Answers')} with ${paint('bold', faqId ?? 'a word of its own')}`)
  else if (kind === 'choices') say(`${paint('yellow', 'Asks which one is meant')}`)
  else if (kind === 'offer') say(`${paint('yellow', 'Does not know, and offers a person')}`)
  else if (kind === 'move') say(`${paint('yellow', 'Hands over to a person')}`)
  for (const { faqId: id, question } of choices ?? []) say(`  ○ ${question}  ${paint('dim', id)}`, 4)
  const lines = (text ?? '').split('\n').filter((each) => each.trim() !== '')
  for (const each of lines.slice(0, linesOfAnswer)) say(`  ${paint('dim', '│')} ${each}`, 4)
  if (lines.length > linesOfAnswer) say(`  ${paint('dim', '│ …')}`)
}

function showCandidate(
  { id, question, confidence, file, line, reasons }: Candidate,
  { paint, say }: Terminal,
): void {
  say()
  say(`  ${paint('bold', confidence.toFixed(2))}  ${question}  ${paint('dim', `${id}, ${file}:${line}`)}`, 8)
  const spoke = reasons.filter(isHeard)
  const pro = spoke.filter(({ amount }) => amount > 0).slice(0, reasonsMost)
  const contra = spoke.filter(({ amount }) => amount < 0).slice(0, reasonsMost)
  if (pro.length > 0) say(`        ${paint('green', 'for')}      ${pro.map(shown).join(' · ')}`, 17)
  if (contra.length > 0) say(`        ${paint('red', 'against')}  ${contra.map(shown).join(' · ')}`, 17)
}

function isHeard({ kind, amount }: Reason): boolean {
  return kind !== 'start' && Math.abs(amount) >= leastAmount
}

function shown({ kind, text, amount }: Reason): string {
  const value = `${amount > 0 ? '+' : '−'}${Math.abs(amount).toFixed(2)}`
  if (kind === 'meaning')
    return amount > 0 ? `near in meaning to “${text}” ${value}` : `far in meaning ${value}`
  return `${kind === 'phrase' ? `“${text}”` : text} ${value}`
}
