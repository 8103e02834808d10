import type { ConversationId } from '../../../protocol/conversation.ts'
import type { Word } from '../../cluster.ts'

/** A conversation was changed: enough for a server to know whether that concerns it, and nothing to read. */
export type Changed = readonly [id: ConversationId, revision: number, visitorId: string, handedOver: boolean]

/** What travels in one NOTIFY. */
export interface Telegram {
  from: string
  changed: Changed[]
  words: (Word | { attendance: true })[]
}

/** PostgreSQL takes 8,000 bytes. */
const telegramMaxBytes = 7_900

/** As few as the limit allows. */
export function telegrams(from: string, changed: Changed[], words: Telegram['words']): string[] {
  const whole = JSON.stringify({ from, changed, words } satisfies Telegram)
  if (changed.length + words.length <= 1 || Buffer.byteLength(whole) <= telegramMaxBytes) return [whole]
  if (words.length > 0 && changed.length > 0)
    return [...telegrams(from, changed, []), ...telegrams(from, [], words)]
  const half = (changed.length + words.length) >> 1
  return [
    ...telegrams(from, changed.slice(0, half), words.slice(0, half)),
    ...telegrams(from, changed.slice(half), words.slice(half)),
  ]
}

/** Anybody who may use the database can send one: what is not ours is not for us, and may look like anything. */
export function readTelegram(payload: string): Telegram | null {
  try {
    const { from, changed, words } = fieldsOf(JSON.parse(payload))
    if (typeof from !== 'string' || !Array.isArray(changed) || !Array.isArray(words)) return null
    return { from, changed: changed.filter(isChanged), words: words.filter(isWord) }
  } catch {
    return null
  }
}

function isChanged(part: unknown): part is Changed {
  const [id, revision, visitorId, handedOver] = Array.isArray(part) ? (part as unknown[]) : []
  return (
    typeof id === 'string' &&
    typeof revision === 'number' &&
    typeof visitorId === 'string' &&
    typeof handedOver === 'boolean'
  )
}

function isWord(part: unknown): part is Telegram['words'][number] {
  const { account, session, typing, attendance, erased } = fieldsOf(part)
  return (
    typeof account === 'string' ||
    typeof session === 'string' ||
    attendance === true ||
    isTyping(fieldsOf(typing)) ||
    isErased(fieldsOf(erased))
  )
}

function isTyping({ by, conversationId, typing, visitorId, agent }: Fields): boolean {
  if (typeof conversationId !== 'string' || typeof typing !== 'boolean') return false
  if (by !== 'agent') return by === 'visitor'
  const { id, name } = fieldsOf(agent)
  return typeof visitorId === 'string' && typeof id === 'string' && typeof name === 'string'
}

function isErased({ id, visitorId }: Fields): boolean {
  return typeof id === 'string' && typeof visitorId === 'string'
}

type Fields = Partial<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? value : {}
}
