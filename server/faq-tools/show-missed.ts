import { counted } from './counted.ts'
import type { MissedGroup, MissedReport } from './missed.ts'
import type { AskedQuestion } from './missed-questions.ts'
import type { Terminal } from './terminal.ts'

/** More are seldom read before the first are mended. */
const listedMost = 20
/** Enough to know what the answer would be about. */
const agentWordsMost = 160

const howItEnded: Record<AskedQuestion['how'], string> = {
  'nothing-matched': 'not known',
  'none-of-these': 'none of the choices',
  'none-chosen': 'no choice taken',
  'did-not-help': 'did not help',
}

/** For people: the questions under the entry that is nearest, then those near none, then what to do with them. */
export function showMissed(report: MissedReport, days: number, terminal: Terminal, all: boolean): void {
  const { paint, say } = terminal
  const { conversations, missed, answeredNow, listedAsUnanswered } = report
  say(
    `${paint('bold', `${counted(missed, 'question')} not answered`)} in ${counted(conversations, 'conversation')} of the last ${counted(days, 'day')}`,
  )
  const done = [
    ...(answeredNow > 0 ? [`${answeredNow} your FAQ answers now`] : []),
    ...(listedAsUnanswered > 0 ? [`${listedAsUnanswered} stand under "unanswered"`] : []),
  ]
  if (done.length > 0) say(paint('dim', `Of those ${done.join(', ')}.`))
  let room = all ? Infinity : listedMost
  for (const group of report.groups) {
    if (room <= 0) break
    showGroup(group, group.questions.slice(0, room), terminal)
    room -= group.questions.length
  }
  if (room < 0) say(paint('dim', `\n… and ${-room} more: --all shows them.`))
  say()
  if (report.groups.length === 0) return say(paint('green', 'Nothing to do.'))
  for (const sentence of advice(report)) say(sentence)
}

/** What to do with what is listed, as far as it is. */
function advice({ groups }: MissedReport): string[] {
  const isHelpless = ({ how }: AskedQuestion) => how === 'did-not-help'
  const questions = groups.flatMap((group) => group.questions)
  return [
    ...(questions.every(isHelpless)
      ? []
      : [
          'Put what asks for an entry among its phrasings, in the words of the visitor. Write an entry for what is asked again and again. What you do not answer goes under "unanswered" of its file, so that the bot is sure that it does not know.',
        ]),
    ...(questions.some(isHelpless)
      ? [
          'Where an answer did not help, read it with that question in mind: what is missing, or is it another entry?',
        ]
      : []),
  ]
}

function showGroup(
  { nearest, language, questions: all }: MissedGroup,
  questions: AskedQuestion[],
  { paint, say }: Terminal,
): void {
  say()
  say(
    nearest
      ? `${paint('bold', `Nearest to ${nearest.id}`)} “${nearest.question}”, ${paint('cyan', `${nearest.file}:${nearest.line}`)}`
      : `${paint('bold', 'Near no entry')} (${language}, ${all.length})`,
  )
  for (const { text, times, how, given, agentSaid } of questions) {
    const often = times > 1 ? `${times} × ` : ''
    const what = given.length > 0 ? `: ${given.join(', ')}` : ''
    say(`  ${often}“${oneLine(text)}” ${paint('dim', `(${howItEnded[how]}${what})`)}`, 4)
    if (agentSaid) say(`      ${paint('dim', `an agent wrote: ${oneLine(agentSaid)}`)}`, 8)
  }
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > agentWordsMost ? `${line.slice(0, agentWordsMost)}…` : line
}
