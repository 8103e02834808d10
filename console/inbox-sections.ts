import type { InboxRow } from '../protocol/agent.ts'
import type { Instant } from '../protocol/conversation.ts'

export const sectionNames = [
  'waiting',
  'mine',
  'byEmail',
  'withOthers',
  'closedToday',
  'closedEarlier',
] as const
export type SectionName = (typeof sectionNames)[number]
export type Sections = Record<SectionName, InboxRow[]>

/** The list as agent `me` reads it from top to bottom. Conversations with the bot are in no section. */
export function sectionsOf(rows: Iterable<InboxRow>, me: string, now: Instant): Sections {
  const sections: Sections = {
    waiting: [],
    mine: [],
    byEmail: [],
    withOthers: [],
    closedToday: [],
    closedEarlier: [],
  }
  for (const row of rows) {
    const name = sectionOf(row, me, now)
    if (name) sections[name].push(row)
  }
  sections.waiting.sort(nextInLineFirst)
  sections.byEmail.sort(nextInLineFirst)
  sections.mine.sort(latestFirst)
  sections.withOthers.sort(latestFirst)
  sections.closedToday.sort(lastClosedFirst)
  sections.closedEarlier.sort(lastClosedFirst)
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
      return row.since >= startOfDay(now) ? 'closedToday' : 'closedEarlier'
    case 'bot':
      return null
  }
}

/** As the server orders the line: who was given a head start stands before who joined less than that before. */
function nextInLineFirst(a: InboxRow, b: InboxRow): number {
  return standsSince(a) - standsSince(b)
}

function standsSince({ waitingSince, since, headStartMs }: InboxRow): Instant {
  return (waitingSince ?? since) - headStartMs
}

function latestFirst(a: InboxRow, b: InboxRow): number {
  return (b.last?.at ?? b.since) - (a.last?.at ?? a.since)
}

function lastClosedFirst(a: InboxRow, b: InboxRow): number {
  return b.since - a.since
}

/** Midnight where the agent sits. */
export function startOfDay(now: Instant): Instant {
  return new Date(now).setHours(0, 0, 0, 0)
}
