import { setTimeout as pause } from 'node:timers/promises'
import type { ReadonlySignal } from '@preact/signals'
import type { Browser } from 'playwright-core'
import type { ConversationId, ShownEntry } from '../../protocol/conversation.ts'
import type { Desks } from './desks.ts'
import type { Fault, Scene } from './fault.ts'
import { createRecorder, lineOf } from './history.ts'
import type { History, Recorder, ScreenId } from './history.ts'
import type { LightVisitor } from './light-visitor.ts'
import { standInForPage } from './page-globals.ts'
import { connectPeople } from './people.ts'
import type { People } from './people.ts'
import { Random } from './random.ts'
import { openRealPages } from './real-pages.ts'
import { agentTalks, pageTalks, visitorAsksBot, visitorTalks } from './talkers.ts'

export interface Plan {
  /** The same seed makes the same people do the same; when a fault bites depends on the machine too. */
  seed: number
  /** Of talk with faults; healing and reading come after it. */
  seconds: number
  /** Who talk with agents, and who with the bot alone. */
  visitors: number
  askers: number
  faults: Fault[]
  /** With one, a real widget and a real console take part. */
  browser?: Browser
  /** Called when everybody is connected, to plant a bug on a wire. */
  plant?: (people: People) => void
  /** How long everything may take to be everywhere, after the last word; 30 s where left out. */
  quietWithinMs?: number
  /** Told of each fault, as it begins. */
  onFault?: (name: string) => void
}

/** After healing everybody talks on so long, so that it can be seen how fast news is then. */
const afterHealingMs = 3_000
const usualQuietWithinMs = 30_000
/** What a killed server had not learned yet is learned again, in a worker that others may leave little time to. */
const botQuietWithinMs = 150_000

/** Lets everybody talk while things go wrong, heals, waits until it is quiet, and returns all that was seen. */
export async function runHistory(desks: Desks, plan: Plan): Promise<History> {
  const recorder = createRecorder()
  const random = new Random(plan.seed)
  standInForPage(desks.servers[0]!.url)
  const people = await connectPeople(desks, plan, recorder)
  const { agents, secondTab } = people
  const quietWithinMs = plan.quietWithinMs ?? usualQuietWithinMs
  const visitors = [...people.visitors, ...people.askers]
  const pages = plan.browser && (await openRealPages(plan.browser, desks, people.accounts[0]!, recorder))
  const wires = [...visitors, ...agents, secondTab].map(({ wire }) => wire)
  plan.plant?.(people)
  for (const visitor of people.visitors) visitor.askForPerson()

  let isOver = false
  const talking = [
    ...people.visitors.map((visitor) => visitorTalks(visitor, random.fork(), () => isOver)),
    ...people.askers.map((visitor) => visitorAsksBot(visitor, random.fork(), () => isOver)),
    ...agents.map((agent) => agentTalks(agent, random.fork(), () => isOver)),
    ...(pages ? [pageTalks(pages, random.fork(), () => isOver)] : []),
  ]
  const scene = { desks, wires: [...wires, ...(pages?.wires ?? [])], visitors, agents }
  await makeFaults(scene, plan, random.fork(), recorder)
  const healedAt = performance.now()
  await pause(afterHealingMs)
  isOver = true
  await Promise.all(talking)
  await untilAnswered(people, plan.quietWithinMs ?? botQuietWithinMs)
  await untilQuiet(people, recorder, quietWithinMs)

  const shown = (await pages?.read()) ?? []
  // Who leaves from here on was there to the end. And a page that is opened now makes its server look, which would
  // heal what the others should have been shown without it.
  const events = [...recorder.events]
  const fresh = await readAnew(people, recorder, quietWithinMs)
  for (const person of [...visitors, ...agents, secondTab]) person.leave()
  await pages?.close()
  await Promise.all(wires.map((wire) => wire.close()))
  const exported = await desks.readExported()
  return { events, healedAt, stored: await desks.readStored(), exported, fresh, pages: shown }
}

async function makeFaults(scene: Scene, plan: Plan, random: Random, recorder: Recorder): Promise<void> {
  const until = performance.now() + plan.seconds * 1_000
  const happening = new Set<Promise<void>>()
  for (;;) {
    await pause(random.between(300, 2_000))
    const fits = plan.faults.filter(({ mostMs }) => performance.now() + mostMs < until)
    if (fits.length === 0) break
    const fault = random.pick(fits)
    const begun = happen(fault, scene, random.fork(), plan, recorder).finally(() => happening.delete(begun))
    happening.add(begun)
    // Two at once now and then; two that stop the server would fight over it.
    if (fault.isOfServer || happening.size > 1 || random.next() < 0.5) await Promise.all(happening)
  }
  await Promise.all(happening)
  await pause(Math.max(0, until - performance.now()))
}

async function happen(
  fault: Fault,
  scene: Scene,
  random: Random,
  plan: Plan,
  recorder: Recorder,
): Promise<void> {
  plan.onFault?.(fault.name)
  const at = performance.now()
  const person = await fault.happen(scene, random)
  const keptAway = fault.isOfServer ? 'everybody' : person ? { person } : null
  recorder.events.push({ kind: 'fault', at, name: fault.name, until: performance.now(), keptAway })
}

async function untilAnswered({ askers }: People, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!askers.every(isAnswered) && performance.now() < deadline) await pause(200)
}

/** All that was asked is shown, with a reply of the bot's. */
function isAnswered(asker: LightVisitor): boolean {
  const entries = asker.chat.entries.value
  const asked = entries.filter(({ kind }) => kind === 'message')
  return asker.isQuiet() && asked.every(({ id }) => entries.some((entry) => entry.id.startsWith(`${id}:`)))
}

/** Nothing is on its way, no screen grows any more and all are equally far: within the time that this may take. */
async function untilQuiet(
  { visitors, askers, agents }: People,
  recorder: Recorder,
  withinMs: number,
): Promise<void> {
  const isQuiet = () => [...visitors, ...askers, ...agents].every((person) => person.isQuiet())
  const deadline = performance.now() + withinMs
  for (let before = -1; performance.now() < deadline; await pause(1_000)) {
    if (isQuiet() && recorder.events.length === before && areEquallyFar(recorder)) return
    before = recorder.events.length
  }
}

function areEquallyFar({ events }: Recorder): boolean {
  const left = new Set(events.flatMap((event) => (event.kind === 'left' ? [event.screen] : [])))
  const heads = new Map<ConversationId, Map<ScreenId, number>>()
  for (const event of events) {
    if (event.kind !== 'shown' || left.has(event.screen)) continue
    const screens = heads.get(event.conversationId) ?? new Map<ScreenId, number>()
    heads.set(event.conversationId, screens.set(event.screen, event.line.sequence))
  }
  return [...heads.values()].every((screens) => new Set(screens.values()).size === 1)
}

/** What pages show that are opened now: one more tab of each visitor, and a console. */
async function readAnew(people: People, recorder: Recorder, withinMs: number): Promise<History['fresh']> {
  const onlooker = await people.openOnlooker()
  const headOf = (id: ConversationId) =>
    recorder.events.reduce(
      (head, event) =>
        event.kind === 'shown' && event.conversationId === id ? Math.max(head, event.line.sequence) : head,
      0,
    )
  const read = async (screen: ScreenId, id: ConversationId, entries: ReadonlySignal<ShownEntry[]>) => {
    const deadline = performance.now() + withinMs
    while (entries.value.length < headOf(id) && performance.now() < deadline) await pause(20)
    return { screen, conversationId: id, lines: entries.value.map(lineOf) }
  }
  const fresh = await Promise.all(
    [...people.visitors, ...people.askers].flatMap((visitor) => {
      const id = visitor.chat.conversationId.value
      if (!id) return []
      const asAgent = read(`${onlooker.name}/2`, id, onlooker.open(id).entries)
      if (!visitor.keepsData) return [asAgent]
      const { chat, screen } = visitor.openPage()
      return [read(screen, id, chat.entries), asAgent]
    }),
  )
  onlooker.leave()
  await onlooker.wire.close()
  return fresh
}
