import type { EvalReport, Failure, Outcome } from './eval.ts'
import type { Terminal } from './terminal.ts'

const sentences: Record<Outcome, string> = {
  answered: 'answered rightly',
  refused: 'rightly not answered',
  offered: 'the right one offered as a choice',
  missed: 'not found',
  guessed: 'choices offered though no entry fits',
  wrong: 'answered wrongly',
}
const worstFirst: Outcome[] = ['wrong', 'missed', 'guessed', 'offered']
const figureNames = {
  answered: 'answered at once',
  right: 'answered or offered',
  refused: 'rightly not answered',
  wrong: 'answered wrongly',
} as const

/** For people: what failed with what was said instead, then the counts. Questions offered as a choice only with `all`. */
export function showEval(
  { counts, figures, failures, short, passed, demands }: EvalReport,
  terminal: Terminal,
  all: boolean,
): void {
  const { paint, say } = terminal
  for (const outcome of worstFirst) {
    const list = failures.filter((failure) => failure.outcome === outcome)
    if (list.length === 0 || (outcome === 'offered' && !all)) continue
    say(paint('bold', `${capital(sentences[outcome])} (${list.length})`))
    for (const failure of list) showFailure(failure, terminal)
    say()
  }
  const counted = (Object.keys(sentences) as Outcome[]).filter((outcome) => counts[outcome] > 0)
  say(counted.map((outcome) => `${counts[outcome]} ${sentences[outcome]}`).join(' · '))
  const known = Object.entries(figureNames).flatMap(([name, title]) => {
    const figure = figures[name as keyof typeof figures]
    return figure === null ? [] : [`${title} ${figure} %`]
  })
  say(paint('dim', known.join(' · ')))
  for (const { figure, is, demanded } of short) {
    const demand = figure === 'wrong' ? `at most ${demanded} %` : `at least ${demanded} %`
    say(
      paint(
        'red',
        `${figureNames[figure as keyof typeof figureNames]}: ${is} %, but the file demands ${demand}.`,
      ),
    )
  }
  if (!passed) return say(paint('red', 'Failed.'))
  const isSafe = demands || counts.missed === 0
  say(
    paint(
      'green',
      isSafe ? 'Passed.' : 'Passed: not too many wrong answers, and more is not demanded. See "atLeast".',
    ),
  )
}

function showFailure({ file, line, text, expected, instead }: Failure, { paint, say }: Terminal): void {
  const { decision, ranked } = instead
  const named = ranked.map(({ id, confidence }) => `${id} ${confidence.toFixed(2)}`)
  const said =
    decision === 'answer'
      ? `answered with ${named[0]}`
      : decision === 'choose'
        ? `offered ${named.join(', ')}`
        : `not known${named[0] ? ` (nearest: ${named[0]})` : ''}`
  say(`  ${paint('cyan', `${file}:${line}`)}: “${text}” → ${expected ?? 'no entry'}, but ${said}`, 4)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
