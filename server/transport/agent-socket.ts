import type { RequestHandler } from 'express'
import type { Accounts } from '../accounts.ts'
import { agentOf } from '../accounts.ts'
import type { Desk } from '../desk.ts'
import type { ActingAgent } from '../desk/agent.ts'
import type { Log } from '../ports.ts'
import { accountOf, endIfOver, sessionRoom, watchSession } from './agent-session.ts'
import { agentRoom, agentsOf, conversationRoom } from './announcer.ts'
import type { SocketServer } from './announcer.ts'
import { handler, signal } from './handle.ts'
import type { createOrigins } from './origins.ts'
import { agentRequests, seenSignal, typingSignal } from './parse.ts'
import type { TellTyping } from './typing.ts'
import { refused } from './visitor-socket.ts'

/** A wait turns brass at this, brick at twice this. */
const waitGoalMs = 5 * 60 * 1000

/** The agents' side of the socket: opened by the session cookie, from the console's own origin only. */
export function serveAgents(
  io: SocketServer,
  desk: Desk,
  parts: {
    accounts: Accounts
    sessions: RequestHandler
    origins: ReturnType<typeof createOrigins>
    log: Log
    tellTyping: TellTyping
  },
): { checkSessions: () => void } {
  const handle = handler(parts.log)
  const agents = agentsOf(io)
  const checks = new Set<() => void>()

  agents.use((socket, next) => {
    const { request } = socket
    // Own origin, or no browser at all: the cookie is SameSite, but a second lock costs nothing.
    if (request.headers.origin !== undefined && !parts.origins.isOwn(request))
      return next(refused('not-signed-in'))
    accountOf(request, parts).then(
      (found) => {
        if (!found) return next(refused('not-signed-in'))
        Object.assign(socket.data, {
          accountId: found.account.id,
          sessionId: found.sessionId,
          name: found.account.name,
        })
        next()
      },
      (cause: unknown) => {
        parts.log.error('a session could not be read', cause)
        next(new Error('internal'))
      },
    )
  })

  agents.on('connection', (socket) => {
    const agent: ActingAgent = {
      face: { id: socket.data.accountId, name: socket.data.name },
      socket: socket.id,
    }
    void socket.join([agentRoom(socket.data.accountId), sessionRoom(socket.data.sessionId)])
    desk.presence.connected(agent.face)
    const isOver = async () => (await accountOf(socket.request, parts)) === null
    const end = () => socket.disconnect(true)
    const noLongerWatched = watchSession(desk.clock, isOver, end)
    const check = () => void endIfOver(isOver, end)
    checks.add(check)
    // What ended the session while it was being read met no socket to cut.
    check()
    socket.on('disconnect', () => {
      checks.delete(check)
      noLongerWatched()
      desk.presence.disconnected(agent.face)
    })

    const acts = desk.agents
    socket.on(
      'desk:hello',
      handle(agentRequests['desk:hello'], async () => {
        const account = await parts.accounts.byId(agent.face.id)
        if (!account) throw new Error('signed in without an account')
        const site = desk.bot.site()
        return {
          me: agentOf(account),
          siteName: site.name[site.languages[0] ?? ''] ?? '',
          now: desk.clock.now(),
          waitGoalMs,
          team: desk.presence.team(),
          inbox: await desk.inbox.list(),
        }
      }),
    )
    socket.on(
      'conversation:open',
      handle(agentRequests['conversation:open'], async ({ conversationId }) => {
        await socket.join(conversationRoom(conversationId))
        return acts.open(conversationId)
      }),
    )
    socket.on(
      'conversation:leave',
      handle(agentRequests['conversation:leave'], async ({ conversationId }) => {
        await socket.leave(conversationRoom(conversationId))
        return null
      }),
    )
    socket.on(
      'transcript:since',
      handle(agentRequests['transcript:since'], ({ conversationId, after }) =>
        acts.since(conversationId, after),
      ),
    )
    socket.on(
      'notes:since',
      handle(agentRequests['notes:since'], ({ conversationId, after }) =>
        acts.notesSince(conversationId, after),
      ),
    )
    socket.on(
      'conversation:take',
      handle(agentRequests['conversation:take'], (input) => acts.take(agent, input)),
    )
    socket.on(
      'conversation:release',
      handle(agentRequests['conversation:release'], (input) => acts.release(agent, input)),
    )
    socket.on(
      'conversation:return',
      handle(agentRequests['conversation:return'], (input) => acts.returnToBot(agent, input)),
    )
    socket.on(
      'conversation:close',
      handle(agentRequests['conversation:close'], (input) => acts.close(agent, input)),
    )
    socket.on(
      'conversation:reopen',
      handle(agentRequests['conversation:reopen'], (input) => acts.reopen(agent, input)),
    )
    socket.on(
      'message:send',
      handle(agentRequests['message:send'], (input) => acts.says(agent, input)),
    )
    socket.on(
      'note:add',
      handle(agentRequests['note:add'], (input) => acts.addNote(agent, input)),
    )
    socket.on(
      'presence:set',
      handle(agentRequests['presence:set'], async ({ available }) => {
        await desk.presence.setAvailable(agent.face.id, available)
        return null
      }),
    )
    socket.on(
      'inbox:since',
      handle(agentRequests['inbox:since'], ({ version }) => desk.inbox.since(version)),
    )
    socket.on(
      'opinions:list',
      handle(agentRequests['opinions:list'], ({ before }) => desk.opinions.list(before)),
    )
    socket.on(
      'closed:list',
      handle(agentRequests['closed:list'], ({ before }) => desk.inbox.closedBefore(before)),
    )
    socket.on(
      'typing:set',
      signal(typingSignal, (input) => tellTyping(parts.tellTyping, desk, agent, input)),
    )
    socket.on(
      'seen:set',
      signal(seenSignal, ({ conversationId, sequence }) => acts.saw(conversationId, sequence)),
    )
  })

  return { checkSessions: () => checks.forEach((check) => check()) }
}

/** Only the agent who has the conversation is seen writing. */
async function tellTyping(
  tell: TellTyping,
  desk: Desk,
  agent: ActingAgent,
  { conversationId, typing }: { conversationId: string; typing: boolean },
): Promise<void> {
  const visitorId = await desk.agents.visitorOf(agent, conversationId)
  if (visitorId !== null) tell({ by: 'agent', conversationId, typing, agent: agent.face, visitorId })
}
