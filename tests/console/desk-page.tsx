import { cleanup, render } from '@testing-library/preact'
import { App } from '../../console/App.tsx'
import { createSession } from '../../console/session-model.ts'
import type {
  Agent,
  AgentNews,
  AgentRequests,
  AgentSignals,
  InboxRow,
  OpenConversation,
} from '../../protocol/agent.ts'
import type { AgentFace, TranscriptEntry } from '../../protocol/conversation.ts'
import type { SafeStorage } from '../../ui/storage.ts'
import { loadConsoleStrings } from '../../ui/strings/console.ts'
import type { ConsoleLanguage } from '../../ui/strings/console.ts'
import { createFakeConnection } from '../support/fake-connection.ts'

export const ada: Agent = { id: 'ada', name: 'Ada', email: 'ada@alder.example', role: 'owner' }
export const ben: AgentFace = { id: 'ben', name: 'Ben' }
export const minuteMs = 60_000
export const visitor = { who: 'visitor' } as const

/** Noon, so that "today" holds whichever zone the test runs in. */
export const noon = new Date(2026, 2, 4, 12, 0).getTime()

export function rowOf(id: string, more: Partial<InboxRow> = {}): InboxRow {
  return {
    id,
    status: 'waiting',
    since: noon - minuteMs,
    waitingSince: more.status && more.status !== 'waiting' ? null : noon - minuteMs,
    agent: null,
    email: null,
    language: 'en',
    writesIn: null,
    timeZone: 'Europe/Stockholm',
    head: 1,
    startedAt: noon - 10 * minuteMs,
    last: { by: visitor, text: `Words of ${id}`, at: noon - 2 * minuteMs },
    rating: null,
    because: null,
    headStartMs: 0,
    ...more,
  }
}

export const mine = (id: string, more: Partial<InboxRow> = {}) =>
  rowOf(id, { status: 'agent', agent: { id: ada.id, name: ada.name }, ...more })

export function messageOf(
  sequence: number,
  text: string,
  by: TranscriptEntry['by'] = visitor,
): TranscriptEntry {
  return {
    kind: 'message',
    sequence,
    id: `message-${sequence}`,
    at: noon - 5 * minuteMs + sequence,
    by,
    text,
  }
}

export interface PageOptions {
  rows?: InboxRow[]
  /** By conversation; one visitor's message where nothing is said. */
  open?: Record<string, Partial<OpenConversation>>
  storage?: SafeStorage
  language?: ConsoleLanguage
  /** How HTTP is answered, as "METHOD path"; signed in as Ada where nothing is said. */
  http?: Record<string, () => { status: number; body?: unknown }>
  setupToken?: string
  setUp?(connection: FakeDesk): void
}

export type FakeDesk = ReturnType<typeof createFakeConnection<AgentRequests, AgentSignals, AgentNews>>

/** The whole console over a connection and an HTTP that the test answers. */
export async function openConsole(options: PageOptions = {}) {
  const rows = options.rows ?? []
  const desk: FakeDesk = createFakeConnection<AgentRequests, AgentSignals, AgentNews>()
  desk.answer('desk:hello', () => welcome(rows))
  desk.answer('inbox:since', () => ({ ok: true, data: null }))
  desk.answer('conversation:leave', () => ({ ok: true, data: null }))
  desk.answer('presence:set', () => ({ ok: true, data: null }))
  desk.answer('conversation:open', ({ conversationId }) => ({
    ok: true,
    data: opened(rows, conversationId, options.open?.[conversationId]),
  }))
  desk.answer('transcript:since', ({ after }) => ({ ok: true, data: { entries: [], head: after } }))
  desk.answer('notes:since', ({ after }) => ({ ok: true, data: { notes: [], noteHead: after } }))
  options.setUp?.(desk)

  const asked: { method: string; path: string; body: unknown; headers: Headers }[] = []
  const fetcher = async (path: string | URL | Request, init: RequestInit = {}) => {
    const { method = 'GET', body, headers } = init
    const parsed: unknown = typeof body === 'string' ? JSON.parse(body) : null
    asked.push({ method, path: path as string, body: parsed, headers: new Headers(headers) })
    const answer = options.http?.[`${method} ${path as string}`] ?? signedIn
    const { status, body: answered } = answer()
    return new Response(status === 204 ? null : JSON.stringify(answered), { status })
  }

  const storage = options.storage ?? memoryStorage()
  const language = options.language ?? 'en'
  const session = createSession(options.setupToken ?? null, fetcher)
  await session.load()
  const speaking = { language, t: await loadConsoleStrings(language) }
  const page = render(<App session={session} storage={storage} speaking={speaking} connect={() => desk} />)
  return { ...page, desk, storage, session, asked }
}

/** How the desk answers the hello. */
export const welcome = (rows: InboxRow[], hasEarlier = false) => ({
  ok: true as const,
  data: {
    me: ada,
    siteName: 'Alder Cycles',
    now: Date.now(),
    waitGoalMs: 5 * minuteMs,
    team: [{ id: ada.id, name: ada.name, presence: 'available' as const, connected: true }],
    inbox: { version: 1, rows, hasEarlier },
  },
})

/** Between tests: the page gone, and the address as it was. */
export function closeConsole(): void {
  cleanup()
  history.replaceState(null, '', location.pathname)
}

export function memoryStorage(): SafeStorage {
  const kept = new Map<string, string>()
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    kept: true,
  }
}

const signedIn = () => ({ status: 200, body: { agent: ada, siteName: 'Alder Cycles' } })

function opened(rows: InboxRow[], id: string, more: Partial<OpenConversation> = {}): OpenConversation {
  const entries = more.entries ?? [messageOf(1, `Words of ${id}`)]
  const notes = more.notes ?? []
  return {
    row: rows.find((row) => row.id === id) ?? rowOf(id),
    page: { url: 'https://shop.example/orders/48213', title: 'Your order' },
    handoff: null,
    entries,
    head: entries.length,
    notes,
    noteHead: notes.length,
    ...more,
  }
}
