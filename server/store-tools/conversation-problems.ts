import type { Status } from '../../protocol/conversation.ts'
import type { WholeConversation } from '../domain/conversation.ts'
import { isAllowed, transitions } from '../domain/transitions.ts'

/** What no store takes in: an id that cannot be one, holes in the numbers, an id twice. */
export function logProblems({ id, entries, notes }: WholeConversation): string[] {
  return [
    ...(/^[\w-]+$/.test(id) ? [] : ['its id cannot be one']),
    ...linesProblems('entry', entries),
    ...linesProblems('note', notes),
  ]
}

/** Where the state is not the one that the moves in the log lead to. */
export function stateProblems({ state, entries }: WholeConversation): string[] {
  const problems: string[] = []
  let status: Status = 'bot'
  for (const entry of entries) {
    if (entry.kind !== 'move') continue
    if (!isAllowed(entry.move, status) || !transitions[entry.move].to.includes(entry.status))
      problems.push(
        `entry ${entry.sequence} moves it from "${status}" to "${entry.status}" by "${entry.move}"`,
      )
    status = entry.status
  }
  if (status !== state.status)
    problems.push(`its status is "${state.status}", but its log ends in "${status}"`)
  if ((state.status === 'agent') !== (state.agent !== null))
    problems.push(`its status is "${state.status}", but ${state.agent ? 'an' : 'no'} agent has it`)
  return problems
}

function linesProblems(what: 'entry' | 'note', lines: readonly { id: string; sequence: number }[]): string[] {
  const wrong = lines.findIndex(({ sequence }, index) => sequence !== index + 1)
  const ids = new Set<string>()
  const twice = lines.find(({ id }) => ids.size === ids.add(id).size)
  return [
    ...(wrong < 0 ? [] : [`${what} ${wrong + 1} has the number ${lines[wrong]!.sequence}`]),
    ...(twice ? [`the ${what} id ${twice.id} is there twice`] : []),
  ]
}
