import type { NotesPage, OpenConversation } from '../../protocol/agent.ts'
import type { AgentFace, ConversationId, Party, TranscriptEntry } from '../../protocol/conversation.ts'
import type { Done, Sent, TranscriptPage } from '../../protocol/visitor.ts'
import type { DeskParts } from '../desk.ts'
import { unchanged } from '../domain/conversation.ts'
import type { Conversation } from '../domain/conversation.ts'
import * as handoff from '../domain/handoff.ts'
import { onePage } from '../domain/paging.ts'
import * as saying from '../domain/saying.ts'
import { sawUpTo } from '../domain/seen.ts'
import { summarize } from '../domain/summary.ts'
import type { Acting, Request, Rule } from './acting.ts'
import { toRow } from './inbox.ts'
import type { Presence } from './presence.ts'
import { pageAfter } from './visitor.ts'

/** An agent as the transport found them: by their session. */
export interface ActingAgent {
  face: AgentFace
  /** The socket that asks: its own message is acknowledged, not pushed back to it. */
  socket?: string
}

interface Written {
  conversationId: ConversationId
  messageId: string
  text: string
}

/** What an agent may do. Any agent reads any conversation and adds notes; only the one who has it moves it. */
export function createAgentDesk(parts: DeskParts & Acting & { presence: Presence }) {
  const { clock, act, change, presence } = parts
  const { conversations } = parts.store

  /** The caller has joined the conversation's news before. */
  async function open(id: ConversationId): Promise<OpenConversation> {
    const conversation = await conversations.read(id)
    return {
      row: toRow(summarize(conversation)),
      page: conversation.state.page,
      handoff: lastHandoff(conversation),
      ...agentsPage(conversation, 0),
      ...notesAfter(conversation, 0),
    }
  }

  async function since(id: ConversationId, after: number): Promise<TranscriptPage<TranscriptEntry>> {
    return agentsPage(await conversations.read(id), after)
  }

  /** A person has this on the screen. */
  async function saw(id: ConversationId, sequence: number): Promise<void> {
    await change(id, (current) => sawUpTo(current, 'agents', sequence, clock.now()))
  }

  async function notesSince(id: ConversationId, after: number): Promise<NotesPage> {
    return notesAfter(await conversations.read(id), after)
  }

  async function says(agent: ActingAgent, { conversationId, messageId, text }: Written): Promise<Sent> {
    const rule: Rule = (current, cause) => saying.agentSays(current, cause, text)
    return (await act({ conversationId, requestId: messageId }, partyOf(agent), rule, agent.socket)).sent
  }

  async function addNote(agent: ActingAgent, { conversationId, messageId, text }: Written): Promise<Sent> {
    const decide = (current: Conversation) => {
      if (current.noteSequences.has(messageId)) return unchanged
      const cause = { id: messageId, by: partyOf(agent), now: clock.now() }
      return saying.addNote(current, cause, agent.face, text)
    }
    const { notes, noteSequences } = await change(conversationId, decide, agent.socket)
    const sequence = noteSequences.get(messageId) ?? 0
    return { conversationId, sequence, at: notes[sequence - 1]?.at ?? clock.now() }
  }

  const take = (agent: ActingAgent, request: Request) =>
    move(agent, request, (current, cause) => handoff.takeConversation(current, cause, agent.face))
  const release = (agent: ActingAgent, request: Request) =>
    move(agent, request, (current, cause) => handoff.releaseConversation(current, cause))
  const returnToBot = (agent: ActingAgent, request: Request) => move(agent, request, handoff.returnToBot)
  const close = (agent: ActingAgent, request: Request) => move(agent, request, handoff.closeConversation)

  /** Refuses: 'move-not-allowed' while the visitor has another one open, which the store sees to. */
  const reopen = (agent: ActingAgent, request: Request) =>
    move(agent, request, (current, cause) =>
      handoff.reopenConversation(current, cause, presence.isHere(current.state.lastAgent?.id)),
    )

  async function move(agent: ActingAgent, request: Request, rule: Rule): Promise<Done> {
    return { sequence: (await act(request, partyOf(agent), rule)).sent.sequence }
  }

  /** The agent's connection is gone: each of their conversations returns to its old place in line. */
  async function releaseAllOf(agent: AgentFace): Promise<void> {
    const theirs = (await conversations.list({ statuses: ['agent'] })).filter(
      (each) => each.agent?.id === agent.id,
    )
    const rule: Rule = (current, cause) =>
      current.state.agent?.id === agent.id
        ? handoff.releaseConversation(current, cause, 'agent-gone')
        : unchanged
    // One that cannot be saved now must not keep the others.
    const released = await Promise.allSettled(
      theirs.map(({ id }) => act({ conversationId: id, requestId: parts.newId() }, { who: 'system' }, rule)),
    )
    for (const each of released) if (each.status === 'rejected') throw each.reason
  }

  /** Who would see this agent write; null unless the conversation is theirs. */
  async function visitorOf(agent: ActingAgent, id: ConversationId): Promise<string | null> {
    const { state } = await conversations.read(id)
    return state.agent?.id === agent.face.id ? state.visitorId : null
  }

  return {
    visitorOf,
    open,
    since,
    saw,
    notesSince,
    says,
    addNote,
    take,
    release,
    returnToBot,
    close,
    reopen,
    releaseAllOf,
  }
}

function partyOf(agent: ActingAgent): Party {
  return { who: 'agent', agent: agent.face }
}

function agentsPage(conversation: Conversation, after: number): TranscriptPage<TranscriptEntry> {
  const { seenByVisitor: seen } = conversation.state
  return { ...pageAfter(conversation, after), ...(seen && { seen }) }
}

function notesAfter(conversation: Conversation, after: number): NotesPage {
  return { notes: onePage(conversation.notes, after), noteHead: conversation.notes.length }
}

function lastHandoff(conversation: Conversation): OpenConversation['handoff'] {
  const asked = conversation.entries.findLast(
    (entry) => entry.kind === 'move' && entry.move === 'handoff-requested',
  )
  if (asked?.kind !== 'move') return null
  return { at: asked.at, because: asked.because ?? 'asked', waitedMs: conversation.state.waitedMs }
}
