import type {
  AgentFace,
  Answer,
  Choice,
  Choices,
  Feedback,
  Message,
  Move,
  Offer,
  Rating,
  Shown,
  ShownEntry,
} from '../protocol/conversation.ts'

/** What stands in the log, top to bottom. Entries of one voice in a row make one turn. */
export type LogItem =
  | { kind: 'mine'; entries: (Message | Choice)[] }
  | { kind: 'agent'; agent: AgentFace; entries: Message[] }
  | { kind: 'assistant'; entries: Shown<Answer | Choices | Offer>[] }
  | { kind: 'move'; entry: Move }
  | { kind: 'rating'; entry: Rating }

/** `newFrom`: the first unread sequence. A turn never reaches across it, so that a line can stand before it. */
export function logItems(entries: ShownEntry[], newFrom: number | null): LogItem[] {
  const items: LogItem[] = []
  for (const entry of entries) {
    const last = entry.sequence === newFrom ? undefined : items.at(-1)
    const item = itemOf(entry)
    if (!item) continue
    if (last?.kind === 'mine' && item.kind === 'mine') last.entries.push(...item.entries)
    else if (last?.kind === 'agent' && item.kind === 'agent' && last.agent.id === item.agent.id)
      last.entries.push(...item.entries)
    else if (last?.kind === 'assistant' && item.kind === 'assistant') last.entries.push(...item.entries)
    else items.push(item)
  }
  return items
}

function itemOf(entry: ShownEntry): LogItem | null {
  switch (entry.kind) {
    case 'message':
      return entry.by.who === 'agent'
        ? { kind: 'agent', agent: entry.by.agent, entries: [entry] }
        : { kind: 'mine', entries: [entry] }
    case 'choice':
      return { kind: 'mine', entries: [entry] }
    case 'answer':
    case 'choices':
    case 'offer':
      return { kind: 'assistant', entries: [entry] }
    case 'move':
      return { kind: 'move', entry }
    case 'rating':
      return { kind: 'rating', entry }
    case 'feedback':
      return null
  }
}

export function sequenceOf(item: LogItem): number {
  return 'entry' in item ? item.entry.sequence : (item.entries[0]?.sequence ?? 0)
}

/** What the visitor said about the answer at this sequence. */
export function feedbackOn(entries: ShownEntry[], sequence: number): Feedback | undefined {
  return entries.find((entry): entry is Feedback => entry.kind === 'feedback' && entry.of === sequence)
}

/** What the visitor picked from the list at this sequence. */
export function choiceFrom(entries: ShownEntry[], sequence: number): Choice | undefined {
  return entries.find((entry): entry is Choice => entry.kind === 'choice' && entry.of === sequence)
}
