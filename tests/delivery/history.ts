import type { ConversationId, MoveName, ShownEntry, TranscriptEntry } from '../../protocol/conversation.ts'

/** Whose screen: a person and the how-manyeth page of theirs, as "vera-3/2". A reload begins a new one. */
export type ScreenId = string

/** One thing that somebody outside the desk could see. All times are of one clock, in milliseconds. */
export type HistoryEvent =
  | { kind: 'typed'; at: number; person: string; text: string }
  | { kind: 'sent'; at: number; person: string; messageId: string; text: string; isNote: boolean }
  | {
      kind: 'acknowledged'
      at: number
      person: string
      messageId: string
      conversationId: ConversationId
      sequence: number
    }
  | { kind: 'refused'; at: number; person: string; messageId: string; refusal: string }
  | { kind: 'opened'; at: number; screen: ScreenId; side: 'visitor' | 'agent' }
  | { kind: 'shown'; at: number; screen: ScreenId; conversationId: ConversationId; line: Line }
  | { kind: 'left'; at: number; screen: ScreenId; conversationId?: ConversationId }
  /** A frame on its way to a visitor carried this note. */
  | { kind: 'leaked'; at: number; person: string; text: string }
  /** `keptAway`: everybody, or the one person who could not be reached however good the desk is; null: nobody. */
  | {
      kind: 'fault'
      at: number
      name: string
      until: number
      keptAway: 'everybody' | { person: string } | null
    }

/** A transcript entry as far as the judge compares it. `text` only of what people wrote, which are 'message's. */
export interface Line {
  sequence: number
  id: string
  kind: TranscriptEntry['kind']
  by: 'visitor' | 'agent' | 'bot' | 'system'
  text: string | null
  /** Only of a 'move'. */
  move?: MoveName
}

export interface StoredConversation {
  id: ConversationId
  lines: Line[]
  notes: { sequence: number; id: string; text: string }[]
}

/** All that a run has seen, and what was there when everything was healed and quiet. */
export interface History {
  events: HistoryEvent[]
  /** When the last fault was over. */
  healedAt: number
  stored: StoredConversation[]
  /** What an export of the servers, while they still ran, says is stored; null where it refused to be made. */
  exported: StoredConversation[] | null
  /** What pages opened at the very end show. */
  fresh: { screen: ScreenId; conversationId: ConversationId; lines: Line[] }[]
  /** What real pages show at the end. */
  pages: ShownPage[]
}

/** A page in a browser, as it can be read: no ids, no numbers. */
export interface ShownPage {
  screen: ScreenId
  /** What people wrote, from top to bottom. */
  texts: string[]
  /** What the page ever showed twice at the same time. */
  doubled: string[]
}

export type Unstamped = HistoryEvent extends infer E ? (E extends unknown ? Omit<E, 'at'> : never) : never

/** Writes down what happens, with the time. */
export interface Recorder {
  readonly events: HistoryEvent[]
  record(event: Unstamped): void
}

export function createRecorder(): Recorder {
  const events: HistoryEvent[] = []
  return {
    events,
    record: (event) => void events.push({ ...event, at: performance.now() }),
  }
}

export function lineOf(entry: ShownEntry): Line {
  const { sequence, id, kind, by } = entry
  const line = { sequence, id, kind, by: by.who, text: kind === 'message' ? entry.text : null }
  return kind === 'move' ? { ...line, move: entry.move } : line
}
