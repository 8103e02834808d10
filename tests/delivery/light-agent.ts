import './page-globals.ts'
import { computed, effect, signal } from '@preact/signals'
import type { Agent, AgentNews, AgentRequests, AgentSignals } from '../../protocol/agent.ts'
import type { ConversationId } from '../../protocol/conversation.ts'
import { agentNamespace } from '../../protocol/events.ts'
import { createDrafts } from '../../console/drafts.ts'
import { createInbox } from '../../console/inbox-model.ts'
import { createReadMarks } from '../../console/read-marks.ts'
import { createTalk } from '../../console/talk-model.ts'
import type { TalkModel } from '../../console/talk-model.ts'
import { createUnsent } from '../../console/unsent.ts'
import { backOffMs } from '../../ui/back-off.ts'
import { connect } from '../../ui/connection.ts'
import { lineOf } from './history.ts'
import type { Recorder } from './history.ts'
import { createMemoryStorage } from './memory-storage.ts'
import { observed } from './observed.ts'
import type { Wire } from './wire.ts'

export interface LightAgent {
  readonly id: string
  readonly name: string
  readonly wire: Wire
  readonly talks: ReadonlyMap<ConversationId, TalkModel>
  reply(id: ConversationId, text: string): boolean
  note(id: ConversationId, text: string): void
  open(id: ConversationId): TalkModel
  isQuiet(): boolean
  leave(): void
}

/**
 * The console's models without its page, with every conversation that waits taken and open at once. Without `takes` it
 * opens only those that this agent has; without `opens`, none.
 */
export function openLightAgent(
  me: Agent,
  wire: Wire,
  recorder: Recorder,
  { page = 1, takes = true, opens = true } = {},
): LightAgent {
  const storage = createMemoryStorage()
  const screen = `${me.name}/${page}`
  recorder.record({ kind: 'opened', screen, side: 'agent' })
  const connection = observed(
    connect<AgentRequests, AgentSignals, AgentNews>({ url: wire.url, namespace: agentNamespace }),
    me.name,
    recorder,
  )
  const inbox = createInbox(connection)
  const unsent = createUnsent(connection, storage, me.id)
  const drafts = createDrafts(storage, me.id)
  const readMarks = createReadMarks(storage, me.id)
  const talks = new Map<ConversationId, TalkModel>()
  const stops: (() => void)[] = []
  let greeting = 0

  async function greet(attempt = 0): Promise<void> {
    const mine = ++greeting
    const reply = await connection.ask('desk:hello', {})
    if (mine !== greeting) return
    if (reply.ok) return inbox.replace(reply.data.inbox)
    setTimeout(() => mine === greeting && void greet(attempt + 1), backOffMs(attempt))
  }

  /** Opens whoever waits and takes them; another agent may be faster. */
  function takeWaiting(): void {
    for (const row of inbox.rows.peek().values()) {
      const isMine = row.status === 'agent' && row.agent?.id === me.id
      if ((takes && row.status === 'waiting') || isMine) void take(row.id)
    }
  }

  async function take(id: ConversationId): Promise<void> {
    const talk = talks.get(id) ?? open(id)
    if (takes && talk.row.peek()?.status === 'waiting') await talk.move('take')
  }

  function open(id: ConversationId): TalkModel {
    const inboxRow = computed(() => inbox.rows.value.get(id))
    const parts = { connection, me, inboxRow, unsent, drafts, readMarks, isSeen: signal(true) }
    const talk = createTalk(id, parts)
    talks.set(id, talk)
    let shown = 0
    stops.push(
      effect(() => {
        const entries = talk.entries.value
        for (const entry of entries.slice(shown))
          recorder.record({ kind: 'shown', screen, conversationId: id, line: lineOf(entry) })
        shown = entries.length
      }),
    )
    return talk
  }

  function write(id: ConversationId, tab: 'reply' | 'note', text: string): void {
    const talk = talks.get(id)!
    recorder.record({ kind: 'typed', person: me.name, text })
    talk.write(tab)
    talk.type(text)
    talk.send()
  }

  stops.push(connection.onConnect(() => void greet()))
  const looking = opens ? setInterval(takeWaiting, 300) : undefined

  return {
    id: me.id,
    name: me.name,
    wire,
    talks,
    reply(id, text) {
      if (!talks.get(id)?.isMine.peek()) return false
      write(id, 'reply', text)
      return true
    },
    note: (id, text) => write(id, 'note', text),
    open,
    isQuiet: () =>
      [...talks.values()].every(
        ({ ownTexts, moving }) => ownTexts.value.length === 0 && moving.value === null,
      ),
    leave() {
      greeting++
      clearInterval(looking)
      for (const stop of stops) stop()
      for (const talk of talks.values()) talk.stop()
      inbox.stop()
      unsent.stop()
      connection.close()
      recorder.record({ kind: 'left', screen })
    },
  }
}
