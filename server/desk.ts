import type { DeskState, PublicSite } from '../protocol/visitor.ts'
import { createActing } from './desk/acting.ts'
import { createAgentDesk } from './desk/agent.ts'
import { createBotReplies } from './desk/bot-replies.ts'
import { createIdle } from './desk/idle.ts'
import { createInbox } from './desk/inbox.ts'
import { createLine } from './desk/line.ts'
import { createOpinions } from './desk/opinions.ts'
import { createPresence } from './desk/presence.ts'
import { createRetention } from './desk/retention.ts'
import { createVisitorDesk } from './desk/visitor.ts'
import { nextOpening } from './domain/hours.ts'
import type { Erased } from './domain/retention.ts'
import type { Announcer, Bot, Clock, Log, NewId } from './ports.ts'
import type { Store } from './store/port.ts'

export interface DeskParts {
  store: Store
  bot: Bot
  announcer: Announcer
  clock: Clock
  newId: NewId
  log: Log
}

export type Desk = ReturnType<typeof createDesk>

/**
 * The use cases, between the wire and the rules. Everything that changes a conversation goes one way (`acting.ts`):
 * load → rule → save → announce. What visitors may do stands in `desk/visitor.ts`, what agents may do in
 * `desk/agent.ts`; the inbox, the line and presence are told by what they see change.
 */
export function createDesk(parts: DeskParts) {
  const { store, bot, announcer, clock } = parts
  const inbox = createInbox(parts)
  const line = createLine(parts)
  const acting = createActing({ ...parts, inbox, line })
  const presence = createPresence({
    ...parts,
    onChange: announcePresence,
    onGone: (agent) => agents.releaseAllOf(agent),
  })
  const promisedMs = () => (presence.available().length > 0 ? line.usualWaitMs() : null)
  const replies = createBotReplies({ ...parts, promisedMs, change: acting.change })
  const agents = createAgentDesk({ ...parts, ...acting, presence })
  const opinions = createOpinions(parts)
  const idle = createIdle({ ...parts, act: acting.act })
  const retention = createRetention({
    ...parts,
    onErased(erased) {
      tellErased(erased)
      store.cluster?.tell({ erased })
    },
  })
  const visitors = createVisitorDesk({ ...parts, ...acting, line, promisedMs, replies })

  /** Before the first connection: the inbox, the waits, the team, and agents who were here when the server stopped. */
  async function start(): Promise<void> {
    await Promise.all([line.start(), presence.start()])
    const taken = await store.conversations.list({ statuses: ['agent'] })
    const busy = new Map(taken.flatMap(({ agent }) => (agent ? [[agent.id, agent]] : [])))
    for (const agent of busy.values()) presence.expect(agent)
    await store.cluster?.expect([...busy.keys()])
    idle.start()
    retention.start()
  }

  /** To the screens of this server. */
  function tellErased({ id, visitorId }: Erased): void {
    inbox.remove(id)
    announcer.conversationErased({ conversationId: id, visitorId })
  }

  function announcePresence(): void {
    announcer.deskChanged(state())
    announcer.teamChanged(presence.team())
  }

  /** Who is in, and when somebody will be. */
  function state(): DeskState {
    const available = presence.available()
    const { hours } = bot.site()
    return {
      agents: available,
      opensAt: available.length > 0 || !hours ? null : nextOpening(hours, clock.now()),
      usualWaitMs: line.usualWaitMs(),
    }
  }

  /** The site as a visitor sees it in one of its languages. */
  function site(language: string): PublicSite {
    const { name, greeting, languages, brand, topQuestions } = bot.site()
    return {
      name: name[language] ?? '',
      greeting: greeting[language] ?? '',
      language,
      languages,
      brand,
      questions: bot.questions(language),
      topQuestions: topQuestions.flatMap((id) => {
        const entry = bot.entry(id, language)
        return entry ? [{ faqId: entry.id, question: entry.question }] : []
      }),
    }
  }

  return {
    start,
    stop(): void {
      replies.stop()
      idle.stop()
      retention.stop()
    },
    /** Another server deleted a conversation. */
    heardErased: tellErased,
    /** Another server changed a conversation: told here like a change of this server's own. */
    heard: acting.announce,
    state,
    site,
    visitors,
    agents,
    presence,
    inbox,
    opinions,
    bot,
    clock,
  }
}
