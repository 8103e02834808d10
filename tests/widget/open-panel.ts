import { waitFor, within } from '@testing-library/preact'
import { onTestFinished, vi } from 'vitest'
import type { TranscriptEntry } from '../../protocol/conversation.ts'
import type {
  DeskState,
  PublicSite,
  VisitorNews,
  VisitorRequests,
  VisitorSignals,
  Welcome,
} from '../../protocol/visitor.ts'
import type { Embedding } from '../../widget/embedding.ts'
import { mount } from '../../widget/panel.tsx'
import { standingOf } from '../../widget/standing.ts'
import { createFakeConnection } from '../support/fake-connection.ts'
import { ada, ben } from '../support/entries.ts'

export const conversationId = 'conversation-one'

export const site: PublicSite = {
  name: 'Alder Cycles',
  greeting: 'Hello. What can we help you with?',
  language: 'en',
  languages: ['en', 'de', 'ar'],
  brand: '#1b6a56',
  topQuestions: [
    { faqId: 'order', question: 'Where is my order?' },
    { faqId: 'address', question: 'Can I change the delivery address?' },
  ],
  questions: [
    { faqId: 'order', question: 'Where is my order?' },
    { faqId: 'address', question: 'Can I change the delivery address?' },
    { faqId: 'email', question: 'How do I change my e-mail address?' },
  ],
}

const somebodyIn: DeskState = { agents: [ada, ben], opensAt: null, usualWaitMs: 180_000 }

export interface Opening {
  entries?: TranscriptEntry[]
  desk?: Partial<DeskState>
  site?: Partial<PublicSite>
  place?: Welcome['place']
  /** Leave the panel closed. */
  closed?: boolean
  /** What stands in the browser's storage before. */
  stored?: Record<string, string>
}

const server = 'http://desk.example/'

/** The real panel on a page with a launcher, connected to a desk that this test plays. */
export async function openPanel(opening: Opening = {}) {
  localStorage.clear()
  for (const [name, value] of Object.entries(opening.stored ?? {}))
    localStorage.setItem(`frontdesk:${name}:${server}`, value)
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )

  const desk = createFakeConnection<VisitorRequests, VisitorSignals, VisitorNews>()
  let entries = opening.entries ?? []
  // As the desk does: one that has ended is found only by its id.
  const isFound = (id: string | null) =>
    entries.length > 0 && (id === conversationId || standingOf(entries).status !== 'closed')
  desk.answer('desk:hello', (said) => ({
    ok: true,
    data: {
      site: { ...site, ...opening.site },
      desk: { ...somebodyIn, ...opening.desk },
      conversation: isFound(said.conversationId)
        ? { id: conversationId, entries, head: entries.length }
        : null,
      place: opening.place ?? null,
    },
  }))
  desk.answer('transcript:since', ({ after }) => ({
    ok: true,
    data: { entries: entries.slice(after), head: entries.length },
  }))
  desk.answer('message:send', ({ messageId, text, faqId }) => {
    const sequence = entries.length + 1
    const at = Date.now()
    entries = [
      ...entries,
      {
        kind: 'message',
        sequence,
        id: messageId,
        at,
        by: { who: 'visitor' },
        text,
        ...(faqId ? { faqId } : {}),
      },
    ]
    return { ok: true, data: { conversationId, sequence, at } }
  })

  const host = document.createElement('frontdesk-chat')
  const root = host.attachShadow({ mode: 'open' })
  const launcher = document.createElement('button')
  root.append(launcher)
  document.body.append(host)
  const announce = vi.fn()
  const embedding: Embedding = { server, host, root, launcher, announce }
  const panel = mount(embedding, { connect: () => desk })
  onTestFinished(() => {
    panel.destroy()
    host.remove()
    vi.unstubAllGlobals()
  })
  if (!opening.closed) panel.open()
  const place = root.querySelector<HTMLElement>('.place-of-panel')
  if (!place) throw new Error('The panel has not drawn its place.')
  const see = within(place)
  if (!opening.closed) await see.findByText(opening.site?.greeting ?? site.greeting)

  return {
    desk,
    panel,
    see,
    root,
    host,
    launcher,
    announce,
    /** The desk appends entries and pushes them. */
    push: (...more: TranscriptEntry[]) => {
      entries = [...entries, ...more]
      desk.push('transcript:grew', { conversationId, entries: more })
    },
    /** The desk appends an entry that the page learns of only by asking. */
    append: (...more: TranscriptEntry[]) => {
      entries = [...entries, ...more]
      return entries.length
    },
    stored: (name: string): string | null => localStorage.getItem(`frontdesk:${name}:${server}`),
    /** Opens the conversation that the page already has. */
    toConversation: async () => {
      const row = await see.findByText('Your conversation')
      row.nextElementSibling?.querySelector('button')?.click()
      await see.findByRole('log')
    },
    settled: (check: () => void) => waitFor(check),
  }
}

/** As a person types: the panel has drawn the change before the next key. */
export async function type(field: HTMLElement, text: string): Promise<void> {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
    throw new Error('Not a field.')
  field.focus()
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await drawn()
}

export async function press(field: HTMLElement, key: string, more: KeyboardEventInit = {}): Promise<void> {
  const event = { key, bubbles: true, composed: true, cancelable: true, ...more }
  field.dispatchEvent(new KeyboardEvent('keydown', event))
  await drawn()
}

function drawn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
