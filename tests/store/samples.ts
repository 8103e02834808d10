import { change, stateAtFirst } from '../../server/domain/conversation.ts'
import type { Change, Conversation } from '../../server/domain/conversation.ts'
import { Refusal } from '../../server/domain/refusal.ts'
import type { FirstChange } from '../../server/store/port.ts'

/** How a visitor's conversation begins. */
export function firstChange(visitorId: string, at: number): FirstChange {
  const page = { url: 'https://shop.example/bicycles/red', title: 'The red one' }
  return {
    state: stateAtFirst({ visitorId, language: 'en', page, timeZone: 'Europe/Vienna' }, at),
    entries: [{ sequence: 1, id: 'c-1', at, by: { who: 'visitor' }, kind: 'message', text: 'Hello' }],
    notes: [],
  }
}

/** The visitor writes. */
export function says(current: Conversation, id: string, text = `This is ${id}.`): Change {
  return change(current, {}, { id, at: 5_000, by: { who: 'visitor' }, kind: 'message', text })
}

/** An agent writes a note. */
export function writesNote(current: Conversation, id: string): Change {
  const sequence = current.notes.length + 1
  const note = { sequence, id, at: 6_000, by: { id: 'ada', name: 'Ada' }, text: 'Knows what she wants.' }
  return { state: {}, entries: [], notes: [note] }
}

/** The code with which a promise was refused; anything else that happens to it is a failure of the test. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  throw new Error('it was not refused')
}
