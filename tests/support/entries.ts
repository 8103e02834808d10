import type {
  AgentFace,
  Answer,
  Choices,
  MatchRecord,
  Message,
  Move,
  MoveName,
  Offer,
  OfferReason,
  Party,
  Status,
  TranscriptEntry,
} from '../../protocol/conversation.ts'

export const ada: AgentFace = { id: 'ada', name: 'Ada' }
export const ben: AgentFace = { id: 'ben', name: 'Ben' }
export const vera: Party = { who: 'visitor' }
const bot: Party = { who: 'bot' }

/** 14:00 on this machine's clock. */
const twoOClock = new Date(2026, 2, 2, 14, 0).getTime()
const minuteMs = 60_000
const record: MatchRecord = { decision: 'answer', ranked: [] }

/** Each entry is a minute after the one before it. */
function base(sequence: number, by: Party) {
  return { sequence, id: `entry-${sequence}`, at: twoOClock + sequence * minuteMs, by }
}

export function message(sequence: number, text: string, by: Party = vera, id?: string): Message {
  return { ...base(sequence, by), ...(id ? { id } : {}), kind: 'message', text }
}

export function fromAda(sequence: number, text: string): Message {
  return message(sequence, text, { who: 'agent', agent: ada })
}

export function answer(sequence: number, html: string): Answer {
  const question = 'Can I change the delivery address?'
  return {
    ...base(sequence, bot),
    kind: 'answer',
    faqId: 'address',
    question,
    text: html,
    html,
    match: record,
  }
}

export function choices(sequence: number, ...questions: string[]): Choices {
  const list = questions.map((question, index) => ({ faqId: `faq-${index + 1}`, question }))
  return { ...base(sequence, bot), kind: 'choices', choices: list, match: record }
}

export function offer(sequence: number, because: OfferReason = 'nothing-matched'): Offer {
  return { ...base(sequence, bot), kind: 'offer', because, match: null }
}

export function move(
  sequence: number,
  name: MoveName,
  status: Status,
  by: Party = vera,
  more: Partial<Move> = {},
): Move {
  return { ...base(sequence, by), kind: 'move', move: name, status, ...more }
}

export function adaJoined(sequence: number): Move {
  return move(sequence, 'agent-joined', 'agent', { who: 'agent', agent: ada }, { agent: ada })
}

export function adaClosed(sequence: number): Move {
  return move(sequence, 'closed', 'closed', { who: 'agent', agent: ada }, { agent: ada })
}

export function numbered(from: number, to: number): TranscriptEntry[] {
  return Array.from({ length: to - from + 1 }, (_, index) => message(from + index, `message ${from + index}`))
}
