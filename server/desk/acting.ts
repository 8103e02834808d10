import type { ConversationId, Party } from '../../protocol/conversation.ts'
import type { Sent } from '../../protocol/visitor.ts'
import { headOf, unchanged } from '../domain/conversation.ts'
import type { Change, Conversation } from '../domain/conversation.ts'
import type { Cause } from '../domain/handoff.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Announcer, Audience, Clock } from '../ports.ts'
import type { Store } from '../store/port.ts'
import type { LiveInbox } from './inbox.ts'
import type { LiveLine } from './line.ts'

/** A rule with its details filled in: what it decides depends on the conversation and on who causes it. */
export type Rule = (current: Conversation, cause: Cause) => Change

export interface Request {
  conversationId: ConversationId
  requestId: string
  /** Only if it is this visitor's: else it is refused like an unknown one, before a retry is recognised. */
  visitorId?: string
}

/** What a request came to: its acknowledgement, and the conversation as it is after it. */
export interface Acted {
  sent: Sent
  conversation: Conversation
}

export type Acting = ReturnType<typeof createActing>

/** The one way in which anything changes: load → rule → save → announce. */
export function createActing(parts: {
  store: Store
  clock: Clock
  announcer: Announcer
  inbox: LiveInbox
  line: LiveLine
}) {
  const { store, clock, announcer, inbox, line } = parts

  /**
   * Runs a rule once for its request id: a retry changes nothing and gets the first acknowledgement again.
   * `except`: the socket that is told by the acknowledgement and needs no push.
   */
  async function act(request: Request, by: Party, rule: Rule, except?: string): Promise<Acted> {
    const { conversationId, requestId, visitorId } = request
    const decide = (current: Conversation) => {
      requireVisitor(current, visitorId)
      if (current.sequences.has(requestId)) return unchanged
      return rule(current, { id: requestId, by, now: clock.now() })
    }
    const conversation = await change(conversationId, decide, except)
    const sequence = conversation.sequences.get(requestId) ?? headOf(conversation)
    const at = conversation.entries[sequence - 1]?.at ?? clock.now()
    return { sent: { conversationId, sequence, at }, conversation }
  }

  /** Saves what is decided on the conversation as it is then, and tells it. Returns the conversation after it. */
  async function change(
    id: ConversationId,
    decide: (current: Conversation) => Change,
    except?: string,
  ): Promise<Conversation> {
    // The store may have read it anew since anybody here saw it.
    let decidedOn: Conversation | undefined
    const saved = await store.conversations.change(id, (current) => {
      decidedOn = current
      return decide(current)
    })
    if (!decidedOn) throw new Error('the store saved a change that was never decided')
    announce(decidedOn, saved, except)
    return decidedOn
  }

  /** Tells everybody what was saved. */
  function announce(conversation: Conversation, saved: Change, except?: string): void {
    const audience: Audience = { conversationId: conversation.id, visitorId: conversation.state.visitorId }
    if (saved.entries.length > 0) announcer.transcriptGrew(audience, saved.entries, except)
    if (saved.notes.length > 0) announcer.notesGrew(conversation.id, saved.notes, except)
    const { seenByAgents, seenByVisitor, ...state } = saved.state
    if (seenByAgents) announcer.seenChanged(audience, 'agents', seenByAgents)
    if (seenByVisitor) announcer.seenChanged(audience, 'visitor', seenByVisitor)
    if (saved.entries.length === 0 && Object.keys(state).length === 0) return
    const moved = saved.entries.some((entry) => entry.kind === 'move')
    inbox.touch(conversation, moved)
    const movedUp = conversation.state.status === 'waiting' && saved.state.headStartMs !== undefined
    if (moved || movedUp) line.touch()
  }

  return { act, change, announce }
}

/** Refuses: 'not-found' for anybody else's conversation, as for an unknown one. Without a visitor it is an agent who asks. */
export function requireVisitor({ state }: Conversation, visitorId: string | undefined): void {
  if (visitorId !== undefined && state.visitorId !== visitorId) throw new Refusal('not-found')
}
