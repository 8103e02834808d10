import type { Shown, TranscriptEntry } from '../../protocol/conversation.ts'

/** An entry as its visitor gets it: what the bot weighed, and what it did not say, is for agents. */
export function shown<Entry extends TranscriptEntry>(entry: Entry): Shown<Entry> {
  if (!('match' in entry)) return entry as Shown<Entry>
  const { match: _, ...rest } = entry
  return rest as Shown<Entry>
}
