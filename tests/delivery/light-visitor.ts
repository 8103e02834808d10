import './page-globals.ts'
import { effect, signal } from '@preact/signals'
import { visitorNamespace } from '../../protocol/events.ts'
import type { VisitorNews, VisitorRequests, VisitorSignals } from '../../protocol/visitor.ts'
import { connect } from '../../ui/connection.ts'
import { openStorage } from '../../ui/storage.ts'
import { createChat } from '../../widget/chat-model.ts'
import type { Chat } from '../../widget/chat-model.ts'
import { openVisitorKey } from '../../widget/visitor-key.ts'
import { lineOf } from './history.ts'
import type { Recorder, ScreenId } from './history.ts'
import { createMemoryStorage } from './memory-storage.ts'
import { observed } from './observed.ts'
import type { Wire } from './wire.ts'

export interface LightVisitor {
  readonly name: string
  readonly wire: Wire
  /** The first page that is open. */
  readonly chat: Chat
  readonly tabs: number
  /** Else another page of the same browser would be another visitor: its storage is blocked. */
  readonly keepsData: boolean
  say(text: string): void
  askForPerson(): void
  /** The pages go, and one comes back with what the browser had kept. */
  reload(): void
  /** One more tab of the same browser. */
  openPage(): { chat: Chat; screen: ScreenId }
  /** Nothing of one's own is on its way any more. */
  isQuiet(): boolean
  leave(): void
}

/** The widget's own model without its panel: everything between a visitor's keyboard and the wire is the real thing. */
export function openLightVisitor(
  name: string,
  wire: Wire,
  recorder: Recorder,
  { keepsData = true } = {},
): LightVisitor {
  const storage = keepsData ? createMemoryStorage() : openStorage()
  const stored = (item: string) => `${name}:${item}`
  let pagesOpened = 0
  let pages = [openPage()]

  function openPage(): { chat: Chat; screen: ScreenId; close: () => void } {
    const screen = `${name}/${++pagesOpened}`
    recorder.record({ kind: 'opened', screen, side: 'visitor' })
    const key = openVisitorKey(storage, stored('key'))
    const connection = connect<VisitorRequests, VisitorSignals, VisitorNews>({
      url: wire.url,
      namespace: visitorNamespace,
      auth: { key: key.value },
    })
    const chat = createChat({
      connection: observed(connection, name, recorder),
      ...{ storage, drafts: createMemoryStorage(), key, stored },
      visible: signal(true),
      about: () => ({
        languages: ['en'],
        page: { url: 'https://shop.example/bikes', title: 'Bicycles' },
        timeZone: 'Europe/Stockholm',
      }),
    })
    chat.open.value = true
    let shown = 0
    const stopWatching = effect(() => {
      const conversationId = chat.conversationId.value
      const entries = chat.entries.value
      if (!conversationId) return
      for (const entry of entries.slice(shown))
        recorder.record({ kind: 'shown', screen, conversationId, line: lineOf(entry) })
      shown = entries.length
    })
    function close(): void {
      stopWatching()
      chat.stop()
      recorder.record({ kind: 'left', screen })
    }
    return { chat, screen, close }
  }

  return {
    name,
    wire,
    keepsData,
    get chat() {
      return pages[0]!.chat
    },
    get tabs() {
      return pages.length
    },
    say(text) {
      recorder.record({ kind: 'typed', person: name, text })
      pages.at(-1)!.chat.ask(text)
    },
    askForPerson: () => void pages[0]!.chat.requestPerson(),
    reload() {
      for (const page of pages) page.close()
      pages = [openPage()]
    },
    openPage() {
      const page = openPage()
      pages.push(page)
      return page
    },
    isQuiet: () => pages.every(({ chat }) => chat.outgoing.value.length === 0 && chat.busy.value.size === 0),
    leave() {
      for (const page of pages) page.close()
    },
  }
}
