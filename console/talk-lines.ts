import type {
  Answer,
  Choice,
  Choices,
  Instant,
  Message,
  Move,
  Note,
  Offer,
  Party,
  Rating,
  TranscriptEntry,
} from '../protocol/conversation.ts'

/** What the page shows of a conversation, from top to bottom. `key` is stable while lines are added. */
export type TalkLine =
  | { kind: 'turn'; key: string; at: Instant; by: Party; messages: Message[] }
  | { kind: 'answer'; key: string; at: Instant; answer: Answer; helped: boolean | null }
  | { kind: 'choices'; key: string; at: Instant; choices: Choices; choice: Choice | null }
  | { kind: 'offer'; key: string; at: Instant; offer: Offer }
  | { kind: 'move'; key: string; at: Instant; move: Move }
  | { kind: 'rating'; key: string; at: Instant; rating: Rating }
  | { kind: 'note'; key: string; at: Instant; note: Note }
  | { kind: 'day'; key: string; at: Instant }
  | { kind: 'new'; key: string; at: Instant }

/** Messages of one person within this time read as one turn. */
const turnMs = 5 * 60_000

/**
 * The transcript in its own order, notes merged in by time, a person's messages in a row joined to one turn.
 * Choices and feedback are told where they belong: on the choices and the answer. `readHead`: what this agent had
 * seen before; a "New" line stands above the first later word of the visitor, null puts none.
 */
export function talkLines(
  entries: TranscriptEntry[],
  notes: Note[],
  readHead: number | null,
  now: Instant,
): TalkLine[] {
  const lines: TalkLine[] = []
  const replies = repliesTo(entries)
  const waitingNotes = [...notes]
  let isNewShown = readHead === null || readHead === 0
  for (const entry of entries) {
    while (waitingNotes[0] && waitingNotes[0].at < entry.at) addNote(lines, waitingNotes.shift())
    if (!isNewShown && readHead !== null && entry.sequence > readHead && entry.by.who === 'visitor') {
      lines.push({ kind: 'new', key: 'new', at: entry.at })
      isNewShown = true
    }
    addEntry(lines, entry, replies)
  }
  for (const note of waitingNotes) addNote(lines, note)
  return withDays(lines, now)
}

type Replies = Map<number, { choice?: Choice; helped?: boolean }>

function repliesTo(entries: TranscriptEntry[]): Replies {
  const replies: Replies = new Map()
  for (const entry of entries) {
    if (entry.kind === 'choice') replies.set(entry.of, { choice: entry })
    if (entry.kind === 'feedback') replies.set(entry.of, { helped: entry.helped })
  }
  return replies
}

function addNote(lines: TalkLine[], note: Note | undefined): void {
  if (note) lines.push({ kind: 'note', key: `note-${note.id}`, at: note.at, note })
}

function addEntry(lines: TalkLine[], entry: TranscriptEntry, replies: Replies): void {
  const { at, id: key } = entry
  switch (entry.kind) {
    case 'message': {
      const last = lines.at(-1)
      if (last?.kind === 'turn' && continues(last, entry)) last.messages.push(entry)
      else lines.push({ kind: 'turn', key, at, by: entry.by, messages: [entry] })
      return
    }
    case 'answer':
      lines.push({
        kind: 'answer',
        key,
        at,
        answer: entry,
        helped: replies.get(entry.sequence)?.helped ?? null,
      })
      return
    case 'choices':
      lines.push({
        kind: 'choices',
        key,
        at,
        choices: entry,
        choice: replies.get(entry.sequence)?.choice ?? null,
      })
      return
    case 'offer':
      lines.push({ kind: 'offer', key, at, offer: entry })
      return
    case 'move':
      lines.push({ kind: 'move', key, at, move: entry })
      return
    case 'rating':
      lines.push({ kind: 'rating', key, at, rating: entry })
      return
    case 'choice':
    case 'feedback':
      return
  }
}

function continues(turn: { by: Party; messages: Message[] }, message: Message): boolean {
  const last = turn.messages.at(-1)
  return last !== undefined && isSameParty(turn.by, message.by) && message.at - last.at < turnMs
}

function isSameParty(a: Party, b: Party): boolean {
  return a.who === b.who && (a.who !== 'agent' || b.who !== 'agent' || a.agent.id === b.agent.id)
}

/** A date above the first line of each day, except when all of it was today. */
function withDays(lines: TalkLine[], now: Instant): TalkLine[] {
  const day = (at: Instant) => new Date(at).toDateString()
  if (lines.every((line) => day(line.at) === day(now))) return lines
  let shown = ''
  return lines.flatMap((line): TalkLine[] => {
    if (day(line.at) === shown) return [line]
    shown = day(line.at)
    return [{ kind: 'day', key: `day-${shown}`, at: line.at }, line]
  })
}
