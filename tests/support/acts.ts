import type { ConversationId, MatchRecord, ShownEntry } from '../../protocol/conversation.ts'
import type { Sent } from '../../protocol/visitor.ts'
import { signIn } from './sign-in.ts'
import { agentSocket, hello, newRequestId } from './sockets.ts'
import type { AgentSocket, VisitorSocket } from './sockets.ts'
import { adaSignIn, benSignIn } from './start-app.ts'

/** The visitor writes, in the open conversation or a new one. */
export function says(visitor: VisitorSocket, text: string, messageId = newRequestId()): Promise<Sent> {
  return visitor.get('message:send', { conversationId: null, messageId, text })
}

/** The visitor asks for a person; returns the conversation, which waits from now on. */
export async function asksForPerson(visitor: VisitorSocket): Promise<ConversationId> {
  const sent = await visitor.get('handoff:request', { conversationId: null, requestId: newRequestId() })
  return sent.conversationId
}

/** The bot's reply to the entry with this id, as this tab hears it. */
export async function replyTo(visitor: VisitorSocket, entryId: string): Promise<ShownEntry> {
  return entryHeard(visitor, (entry) => entry.id === `${entryId}:reply`)
}

/** What the bot weighed for its reply to this entry, as agents may read it. */
export async function matchBehind(
  agent: AgentSocket,
  conversationId: ConversationId,
  entryId: string,
): Promise<MatchRecord | null> {
  const { entries } = await agent.get('transcript:since', { conversationId, after: 0 })
  const reply = entries.find(({ id }) => id === `${entryId}:reply`)
  return reply && 'match' in reply ? reply.match : null
}

/** The first pushed entry that fits. */
export async function entryHeard(
  socket: VisitorSocket | AgentSocket,
  fits: (entry: ShownEntry) => boolean,
): Promise<ShownEntry> {
  const { entries } = await (socket as VisitorSocket).hear('transcript:grew', ({ entries }) =>
    entries.some(fits),
  )
  const found = entries.find(fits)
  if (!found) throw new Error('the news changed while it was read')
  return found
}

/** Everything that was pushed to this tab, in order. */
export function entriesHeard(socket: VisitorSocket): ShownEntry[] {
  return socket.news('transcript:grew').flatMap(({ entries }) => entries)
}

/** The whole transcript, as the visitor may read it. */
export async function transcript(
  visitor: VisitorSocket,
  conversationId: ConversationId,
): Promise<ShownEntry[]> {
  return (await visitor.get('transcript:since', { conversationId, after: 0 })).entries
}

/**
 * What was sent to this connection before now has arrived: a connection keeps its order, so after an answer nothing
 * earlier is still on its way. Makes "was not told" something that can be asserted.
 */
export async function caughtUp(visitor: VisitorSocket): Promise<void> {
  await visitor.get('desk:hello', hello)
}

/** The same for a console, without telling anybody anything. */
export async function consoleCaughtUp(agent: AgentSocket): Promise<void> {
  await agent.get('inbox:since', { version: 0 })
}

export async function adasConsole(url: string): Promise<AgentSocket> {
  return agentSocket(url, await signIn(url, adaSignIn))
}

export async function bensConsole(url: string): Promise<AgentSocket> {
  return agentSocket(url, await signIn(url, benSignIn))
}

/** An agent's request that moves a conversation. */
export const move = (conversationId: ConversationId) => ({ conversationId, requestId: newRequestId() })
