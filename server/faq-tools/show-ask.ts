import type { AskReport, Candidate, HeardReport, Said } from './ask.ts'
import type { Reason } from '../bot/matcher/explain.ts'
import type { Terminal } from './terminal.ts'

const linesOfAnswer = 4
/** A line of the answer is a paragraph: what it begins with is enough to know it by. */
const lineMaxLength = 400
const reasonsMost = 6
/** Weaker ones change nothing that anybody could see. */
const leastAmount = 0.02
/** "0.00" would tell nothing. */
const leastConfidence = 0.005

/** For people: what would be said, then the candidates, and what spoke for and against each. */
export function showAsk(report: AskReport, terminal: Terminal): void {
  const { paint, say } = terminal
  say(`${paint('bold', `“${report.text}”`)}  ${paint('dim', languagesOf(report))}`)
  if (report.heard) showHeard(report.heard, terminal)
  if (report.after) say(`  understood as going on from ${report.after}`)
  else if (report.before) say(`  understood by itself: “${report.before}” before it changes nothing`, 2)
  if (report.asked) say(`  looked for “${report.asked}”`)
  for (const { written, meant } of report.corrected) say(`  read “${written}” as “${meant}”`)
  say()
  if (report.said.length === 0) say('Says nothing: a person was asked for before')
  for (const said of report.said) showSaid(said, report.heard, terminal)
  const offered = new Set(report.said.flatMap(({ choices }) => choices ?? []).map(({ faqId }) => faqId))
  const worth = report.candidates.filter(
    ({ id, confidence, reasons }) =>
      offered.has(id) || (confidence >= leastConfidence && reasons.some(isHeard)),
  )
  if (worth.length === 0) return say(paint('dim', 'No entry shares anything with it.'))
  say()
  const had = report.heard?.alone ? 'Candidates, had it been a question' : 'Candidates, how sure, and why'
  say(paint('bold', had))
  if (report.doubt >= leastAmount)
    say(`  less sure by ${report.doubt.toFixed(2)}: it is like questions listed as unanswered`, 2)
  showNearness(report.nearness ?? 0, terminal)
  for (const candidate of worth) showCandidate(candidate, terminal)
}

function languagesOf({ language, writesIn, askedIn }: AskReport): string {
  if (askedIn) return `asked in ${askedIn}, answered in ${language}`
  return writesIn ? `written in ${writesIn}, asked in ${language}` : `asked in ${language}`
}

function showHeard({ kind, confidence, spoke }: HeardReport, { paint, say }: Terminal): void {
  const why = [...(spoke?.words ?? []), ...(spoke?.near ? [`near in meaning to “${spoke.near}”`] : [])]
  const sure = `${kind} ${confidence.toFixed(2)}`
  say(`  heard ${paint('bold', sure)}${why.length > 0 ? `  ${paint('dim', why.join(' · '))}` : ''}`, 8)
}

/** What stands above an offer; else that nothing was found. */
const offers: Record<string, string> = {
  angry: 'Offers a person to somebody who is angry',
  distressed: 'Offers a person to somebody in distress',
  'entry-demands': 'Offers a person, as the entry demands',
  'other-language': 'Says that it has no answers in this language, and offers a person',
  'did-not-help': 'Takes it that the answer did not help, and offers a person',
}

function showSaid(
  { kind, because = '', faqId, text, choices }: Said,
  heard: HeardReport | null,
  { paint, say }: Terminal,
): void {
  if (kind === 'answer' && !faqId)
    say(`${paint('green', 'Replies')} to ${paint('bold', heard?.kind ?? 'it')}`)
  else if (kind === 'answer') say(`${paint('green', 'Answers')} with ${paint('bold', faqId!)}`)
  else if (kind === 'choices') say(paint('yellow', 'Asks which one is meant'))
  else if (kind === 'offer') say(paint('yellow', offers[because] ?? 'Does not know, and offers a person'))
  else if (kind === 'move') say(paint('yellow', 'Hands over to a person'))
  for (const { faqId: id, question } of choices ?? []) say(`  ○ ${question}  ${paint('dim', id)}`, 4)
  const lines = (text ?? '').split('\n').filter((each) => each.trim() !== '')
  for (const each of lines.slice(0, linesOfAnswer)) say(`  ${paint('dim', '│')} ${begun(each)}`, 4)
  if (lines.length > linesOfAnswer) say(`  ${paint('dim', '│ …')}`)
}

function begun(line: string): string {
  return line.length > lineMaxLength ? `${line.slice(0, lineMaxLength)}…` : line
}

function showNearness(nearness: number, { say }: Terminal): void {
  if (nearness >= leastAmount)
    say(`  surer of the first by ${nearness.toFixed(2)}: a phrasing says much the same`, 2)
  if (nearness <= -leastAmount)
    say(`  less sure of the first by ${(-nearness).toFixed(2)}: no phrasing says much the same`, 2)
}

function showCandidate(
  { id, question, confidence, file, line, reasons }: Candidate,
  { paint, say }: Terminal,
): void {
  say()
  say(`  ${paint('bold', confidence.toFixed(2))}  ${question}  ${paint('dim', `${id}, ${file}:${line}`)}`, 8)
  const spoke = reasons.filter(isHeard)
  if (spoke.length === 0)
    say('        for      hardly anything: it is left when the others are not meant', 17)
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
