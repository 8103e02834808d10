import type { DefaultEventsMap, Namespace, Server } from 'socket.io'
import type { AgentNews, AgentRequests, AgentSignals } from '../../protocol/agent.ts'
import type { TranscriptEntry } from '../../protocol/conversation.ts'
import { agentNamespace, visitorNamespace } from '../../protocol/events.ts'
import type { Asking, Telling } from '../../protocol/events.ts'
import type { VisitorNews, VisitorRequests, VisitorSignals } from '../../protocol/visitor.ts'
import { shown } from '../domain/shown.ts'
import type { Announcer, Audience } from '../ports.ts'
import { gatherPushes } from './gathered-pushes.ts'

interface VisitorData {
  visitorId: string
}

export interface AgentData {
  accountId: string
  sessionId: string
  name: string
}

/** The server with both namespaces, before either is typed: what its sockets keep depends on which they joined. */
export type SocketServer = Server<
  DefaultEventsMap,
  DefaultEventsMap,
  DefaultEventsMap,
  VisitorData & AgentData
>

type VisitorNamespace = Namespace<
  Asking<VisitorRequests> & Telling<VisitorSignals>,
  Telling<VisitorNews>,
  DefaultEventsMap,
  VisitorData
>
type AgentNamespace = Namespace<
  Asking<AgentRequests> & Telling<AgentSignals>,
  Telling<AgentNews>,
  DefaultEventsMap,
  AgentData
>

export function visitorsOf(io: SocketServer): VisitorNamespace {
  return io.of(visitorNamespace)
}

export function agentsOf(io: SocketServer): AgentNamespace {
  return io.of(agentNamespace)
}

const visitorRooms = 'visitor '
const conversationRooms = 'conversation '
/** Every tab of a visitor. The server joins it; no payload can. */
export const visitorRoom = (visitorId: string) => visitorRooms + visitorId
/** Every console that has the conversation open. */
export const conversationRoom = (conversationId: string) => conversationRooms + conversationId
/** Every visitor's tab that reads the site in this language. */
export const languageRoom = (language: string) => `language ${language}`
/** Every tab of an agent. */
export const agentRoom = (accountId: string) => `agent ${accountId}`

/** Tells browsers by Socket.IO. Nothing here decides who may hear what: rooms do, and the server alone fills them. */
export function createAnnouncer(io: SocketServer): Announcer {
  const visitors = visitorsOf(io)
  const agents = agentsOf(io)
  function tellEntries(
    { conversationId, visitorId }: Audience,
    entries: TranscriptEntry[],
    except?: string,
  ): void {
    othersIn(visitors, visitorRoom(visitorId), except)?.emit('transcript:grew', {
      conversationId,
      entries: entries.map(shown),
    })
    othersIn(agents, conversationRoom(conversationId), except)?.emit('transcript:grew', {
      conversationId,
      entries,
    })
  }

  return {
    transcriptGrew: gatherPushes(tellEntries),
    notesGrew(conversationId, notes, except) {
      agents
        .to(conversationRoom(conversationId))
        .except(except ?? [])
        .emit('notes:grew', { conversationId, notes })
    },
    inboxChanged: (change) => agents.emit('inbox:changed', change),
    conversationErased({ visitorId }) {
      // Each says hello again, and gets what is there. A tab with another conversation loses nothing by it.
      visitors.in(visitorRoom(visitorId)).disconnectSockets(true)
    },
    placeChanged({ conversationId, visitorId }, place) {
      visitors.to(visitorRoom(visitorId)).emit('place:changed', { conversationId, place })
    },
    seenChanged({ conversationId, visitorId }, by, seen) {
      if (by === 'agents') visitors.to(visitorRoom(visitorId)).emit('seen:changed', { conversationId, seen })
      else agents.to(conversationRoom(conversationId)).emit('seen:changed', { conversationId, seen })
    },
    deskChanged: (state) => visitors.emit('desk:changed', state),
    teamChanged: (team) => agents.emit('team:changed', { team }),
  }
}

/** What the screens that are connected to this server show. */
export function openScreens(io: SocketServer) {
  const [visitors, agents] = [visitorsOf(io).adapter.rooms, agentsOf(io).adapter.rooms]
  return {
    isOpenHere: (conversationId: string, visitorId: string) =>
      visitors.has(visitorRoom(visitorId)) || agents.has(conversationRoom(conversationId)),
    openHere: () => ({
      conversations: namesAfter(conversationRooms, agents),
      visitors: namesAfter(visitorRooms, visitors),
    }),
  }
}

function namesAfter(prefix: string, rooms: ReadonlyMap<string, unknown>): string[] {
  return [...rooms.keys()].flatMap((room) => (room.startsWith(prefix) ? room.slice(prefix.length) : []))
}

/**
 * Who hears the room, but for `except`; null: nobody, for whom Socket.IO would encode a message too. Mostly that is one
 * screen, which is told directly: a broadcast takes several times as long.
 */
function othersIn<N extends VisitorNamespace | AgentNamespace>(
  namespace: N,
  room: string,
  except: string | undefined,
): Pick<N, 'emit'> | null {
  const hearing = namespace.adapter.rooms.get(room)
  if (!hearing) return null
  let only: string | null = null
  for (const id of hearing) {
    if (id === except) continue
    if (only !== null) return namespace.to(room).except(except ?? [])
    only = id
  }
  return only === null ? null : (namespace.sockets.get(only) ?? null)
}
