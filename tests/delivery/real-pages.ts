import type { Browser, Page } from 'playwright-core'
import type { Account } from '../support/desk-process.ts'
import { agentAt, ask, askForPerson, log, openChat, openRow, visitorAt } from '../support/people.ts'
import { startShop } from '../support/shop.ts'
import type { Desks } from './desks.ts'
import type { Recorder, ShownPage } from './history.ts'
import { eventOf } from './packets.ts'
import type { Direction } from './packets.ts'
import { openWire } from './wire.ts'
import type { Wire } from './wire.ts'

/** The widget on a shop's page and a console that looks on, in a real browser; what they show is read from the page. */
export interface RealPages {
  wires: Wire[]
  say(text: string): Promise<void>
  /** What each page shows of what people wrote, from top to bottom, and what it ever showed twice at once. */
  read(): Promise<ShownPage[]>
  close(): Promise<void>
}

/** What the talkers say, however it is set on the page. */
const said = String.raw`[\w-]+ (?:says|replies) \d+`

export async function openRealPages(
  browser: Browser,
  desks: Desks,
  account: Account,
  recorder: Recorder,
): Promise<RealPages> {
  const targets = desks.servers.map(({ url }) => url)
  const wire = await openWire(targets, {}, watchMessages('vera-page', recorder))
  const agentsWire = await openWire(targets)
  const shop = await startShop(wire.url.slice(0, -1))
  const visitor = await visitorAt(browser, shop.url)
  await openChat(visitor.page)
  const agent = await agentAt(browser, agentsWire.url.slice(0, -1), account)
  await say('vera-page says 0')
  await askForPerson(visitor.page)
  await openRow(agent.page, /vera-page says|joined/)
  await agent.page.getByRole('log').getByText('vera-page says 0').waitFor()
  const pages = [
    { screen: 'vera-page/dom', page: visitor.page },
    { screen: 'console/dom', page: agent.page },
  ]
  for (const { page } of pages) await watch(page)

  async function say(text: string): Promise<void> {
    recorder.record({ kind: 'typed', person: 'vera-page', text })
    await ask(visitor.page, text)
  }

  return {
    wires: [wire, agentsWire],
    say,
    read: () =>
      Promise.all(
        pages.map(async ({ screen, page }) => ({
          screen,
          texts: (await log(page).innerText()).match(new RegExp(said, 'g')) ?? [],
          doubled: await page.evaluate(() => (globalThis as unknown as { doubled: string[] }).doubled),
        })),
      ),
    async close() {
      for (const { context } of [visitor, agent]) await context.close()
      await shop.stop()
      for (const each of [wire, agentsWire]) await each.close()
    },
  }
}

/** From now on the page notes each text that its log shows twice at the same time, be it for a moment. */
async function watch(page: Page): Promise<void> {
  await log(page).evaluate((element, pattern) => {
    const doubled: string[] = []
    // Without a name: what runs in the page may use nothing that a compiler puts beside it.
    new MutationObserver(() => {
      const texts: string[] = (element as HTMLElement).innerText.match(new RegExp(pattern, 'g')) ?? []
      doubled.push(...texts.filter((text, at) => texts.indexOf(text) !== at))
    }).observe(element, { subtree: true, childList: true, characterData: true })
    Object.assign(globalThis, { doubled })
  }, said)
}

/** What a real page sends and is answered, as its wire sees it. */
function watchMessages(person: string, recorder: Recorder): (packet: string, direction: Direction) => void {
  const asked = new Map<string, string>()
  const known = new Set<string>()
  return (packet, direction) => {
    const number = /^4[23]\/visitor,(\d+)\[/.exec(packet)?.[1]
    if (number === undefined) return
    if (direction === 'up') {
      const event = eventOf(packet)
      if (event?.name !== 'message:send') return
      const { messageId, text } = event.payload as { messageId: string; text: string }
      asked.set(number, messageId)
      if (!known.has(messageId)) recorder.record({ kind: 'sent', person, messageId, text, isNote: false })
      known.add(messageId)
      return
    }
    const messageId = asked.get(number)
    if (!messageId) return
    asked.delete(number)
    const [reply] = JSON.parse(packet.slice(packet.indexOf('['))) as [
      { ok: boolean; data: { conversationId: string; sequence: number } },
    ]
    if (!reply.ok || known.has(`${messageId} answered`)) return
    known.add(`${messageId} answered`)
    const { conversationId, sequence } = reply.data
    recorder.record({ kind: 'acknowledged', person, messageId, conversationId, sequence })
  }
}
