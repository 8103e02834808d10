import type { InboxRow } from '../protocol/agent.ts'
import type { Instant } from '../protocol/conversation.ts'

export const sectionNames = ['waiting', 'mine', 'byEmail', 'withOthers', 'closedToday'] as const
export type SectionName = (typeof sectionNames)[number]
export type Sections = Record<SectionName, InboxRow[]>

/** The list as agent `me` reads it from top to bottom. Conversations with the bot are in no section. */
export function sectionsOf(rows: Iterable<InboxRow>, me: string, now: Instant): Sections {
  const sections: Sections = { waiting: [], mine: [], byEmail: [], withOthers: [], closedToday: [] }
  for (const row of rows) {
    const name = sectionOf(row, me, now)
    if (name) sections[name].push(row)
  }
  sections.waiting.sort(longestWaitFirst)
  sections.byEmail.sort(longestWaitFirst)
  sections.mine.sort(latestFirst)
  sections.withOthers.sort(latestFirst)
  sections.closedToday.sort((a, b) => b.since - a.since)
  return sections
}

export function inLine(row: InboxRow): boolean {
  return row.status === 'waiting' && row.email === null
}

export function isMine(row: InboxRow, me: string): boolean {
  return row.status === 'agent' && row.agent?.id === me
}

function sectionOf(row: InboxRow, me: string, now: Instant): SectionName | null {
  switch (row.status) {
    case 'waiting':
      return inLine(row) ? 'waiting' : 'byEmail'
    case 'agent':
      return isMine(row, me) ? 'mine' : 'withOthers'
    case 'closed':
      return row.since >= startOfDay(now) ? 'closedToday' : null
    case 'bot':
      return null
  }
}

function longestWaitFirst(a: InboxRow, b: InboxRow): number {
  return (a.waitingSince ?? a.since) - (b.waitingSince ?? b.since)
}

function latestFirst(a: InboxRow, b: InboxRow): number {
  return (b.last?.at ?? b.since) - (a.last?.at ?? a.since)
}

/** Midnight where the agent sits. */
function startOfDay(now: Instant): Instant {
  return new Date(now).setHours(0, 0, 0, 0)
}
