import type { Status } from '../../protocol/conversation.ts'
import { transitions } from '../../server/domain/transitions.ts'
import { countBy, finding, isWritten } from './finding.ts'
import type { Finding } from './finding.ts'
import { groupBy } from './groups.ts'
import type { Seen } from './seen.ts'

export function acknowledgedIsStored({ of, sent, storedById }: Seen): Finding[] {
  return of('acknowledged').flatMap(({ messageId, conversationId, sequence, person }) => {
    const conversation = storedById.get(conversationId)
    const message = sent.get(messageId)
    const lines = (message?.isNote ? conversation?.notes : conversation?.lines) ?? []
    const found = lines.filter((line) => line.id === messageId)
    const [line] = found
    const where = `${person}'s ${messageId}, acknowledged as ${conversationId} ${sequence},`
    if (!line) return [finding('C1', `${where} is not stored`)]
    if (found.length > 1) return [finding('C1', `${where} is stored ${found.length} times`)]
    if (line.sequence !== sequence) return [finding('C1', `${where} is stored as ${line.sequence}`)]
    if (line.text !== message?.text) return [finding('C1', `${where} is stored with another text`)]
    return []
  })
}

export function refusedIsNowhere({ refused, stored, screens }: Seen): Finding[] {
  const inStore = stored.flatMap(({ lines, notes }) => [...lines, ...notes].map(({ id }) => id))
  const onScreens = screens.flatMap((shown) => shown.map(({ id }) => id))
  return [...new Set([...inStore, ...onScreens])]
    .filter((id) => refused.has(id))
    .map((id) => finding('C5', `${id} was refused, and is there all the same`))
}

export function numbersHaveNoHoles({ stored }: Seen): Finding[] {
  return stored.flatMap(({ id, lines, notes }) =>
    [lines, notes].flatMap((log) => {
      const wrong = log.findIndex(({ sequence }, index) => sequence !== index + 1)
      return wrong < 0 ? [] : [finding('C6', `${id} has ${log[wrong]!.sequence} as line ${wrong + 1}`)]
    }),
  )
}

export function sendersOrderIsKept({ of, sent }: Seen): Finding[] {
  const order = new Map([...sent.keys()].map((id, index) => [id, index]))
  const bySender = groupBy(
    of('acknowledged'),
    ({ person, conversationId, messageId }) =>
      `${person} ${conversationId} ${sent.get(messageId)?.isNote ? 'notes' : ''}`,
  )
  return [...bySender.values()].flatMap((acks) => {
    const inOrder = acks.toSorted((a, b) => order.get(a.messageId)! - order.get(b.messageId)!)
    const wrong = inOrder.findIndex((ack, index) => index > 0 && ack.sequence < inOrder[index - 1]!.sequence)
    if (wrong < 0) return []
    return [
      finding('C7', `${inOrder[wrong]!.person} sent ${inOrder[wrong]!.messageId} later; it stands earlier`),
    ]
  })
}

/** Of conversations that were always with the bot: each question has one reply, whose id is derived from it. */
export function botRepliesOnce({ stored }: Seen): Finding[] {
  return stored
    .filter(({ lines }) => lines.every(({ kind }) => kind !== 'move'))
    .flatMap(({ id, lines }) =>
      lines.filter(isWritten).flatMap((question) => {
        const replies = lines.filter((line) => line.by === 'bot' && line.id.startsWith(`${question.id}:`))
        if (replies.length === 1) return []
        return [finding('C11', `${question.id} in ${id} has ${replies.length} replies of the bot`)]
      }),
    )
}

/** What is stored was sent, also where its acknowledgement was lost and the page saw it in the transcript instead. */
export function typedWasSent({ of, sent, stored, refused }: Seen): Finding[] {
  const kept = stored.flatMap(({ lines, notes }) => [...lines, ...notes].map(({ id }) => id))
  const settled = new Set([...kept, ...refused])
  const texts = countBy(
    [...sent.values()].filter(({ messageId }) => settled.has(messageId)),
    ({ text }) => text,
  )
  return of('typed').flatMap(({ person, text }) =>
    texts.get(text) === 1
      ? []
      : [finding('C12', `${person}'s "${text}" was sent ${texts.get(text) ?? 0} times`)],
  )
}

/** By the table of moves. A timer that two servers keep, or that outlives its server, would move twice. */
export function movesFollow({ stored }: Seen): Finding[] {
  return stored.flatMap(({ id, lines }) => {
    let statuses: readonly Status[] = ['bot']
    return lines.flatMap(({ move, sequence }) => {
      if (!move) return []
      const mayFollow = transitions[move].from.some((status) => statuses.includes(status))
      const where = `${id} ${sequence}`
      const found = mayFollow
        ? []
        : [finding('C13', `${where} is "${move}", while it is ${statuses.join(' or ')}`)]
      statuses = transitions[move].to
      return found
    })
  })
}
