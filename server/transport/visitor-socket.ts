import type { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Socket } from 'socket.io'
import type { RefusalCode } from '../../protocol/refusals.ts'
import type { Hello, VisitorRequests, VisitorSignals, Welcome } from '../../protocol/visitor.ts'
import type { Desk } from '../desk.ts'
import type { Visitor } from '../desk/visitor-reach.ts'
import type { Log } from '../ports.ts'
import type { Crowds } from './crowds.ts'
import type { createOrigins } from './origins.ts'
import { languageRoom, visitorRoom, visitorsOf } from './announcer.ts'
import type { SocketServer } from './announcer.ts'
import { handler, signal } from './handle.ts'
import { hashOf } from './hash.ts'
import { pace } from './pace.ts'
import { seenSignal, typingSignal, visitorAuth, visitorRequests } from './parse.ts'
import type { TellTyping } from './typing.ts'

/** Who asks, while they are connected. */
interface Guest {
  socket: Pick<Socket, 'join' | 'leave'>
  visitor: Visitor
  /** Null: their address is not counted. */
  paceCrowd: ReturnType<Crowds['pacedBy']>
}

/** The bot reads all of a message: a page is worth as many requests of its crowd as it has paragraphs of this length. */
const paragraphLength = 400
const worthOf = ({ text }: { text: string }) => 1 + Math.floor(text.length / paragraphLength)

type Listener = (payload: unknown, reply: unknown, guest: Guest) => void
type Listeners<Name extends string> = Record<Name, Listener>

/** The visitors' side of the socket: the key of the connection says who asks, and that reaches what is theirs. */
export function serveVisitors(
  io: SocketServer,
  desk: Desk,
  parts: {
    origins: ReturnType<typeof createOrigins>
    visitorRequests: RateLimiterMemory
    visitorReads: RateLimiterMemory
    crowds: Crowds
    tellTyping: TellTyping
    log: Log
  },
): void {
  const handle = handler(parts.log)
  const visitors = visitorsOf(io)

  visitors.use((socket, next) => {
    // Here and not at the handshake: so the page can say why, instead of trying again for ever.
    if (!parts.origins.isAllowed(socket.request)) return next(refused('not-allowed-here'))
    const auth = visitorAuth.safeParse(socket.handshake.auth)
    if (!auth.success) return next(refused('bad-request'))
    socket.data.visitorId = hashOf(auth.data.key)
    next()
  })

  /** Each request costs a point; past the limit it is told when to come again. Reading has a purse of its own. */
  const pacedBy =
    (limiter: RateLimiterMemory) =>
    <I, O>(answerTo: (input: I, guest: Guest) => Promise<O>, worth?: (input: NoInfer<I>) => number) =>
    async (input: I, guest: Guest): Promise<O> => {
      if (guest.paceCrowd) await guest.paceCrowd(worth?.(input))
      await pace(limiter, guest.visitor.id)
      return answerTo(input, guest)
    }
  const paced = pacedBy(parts.visitorRequests)
  const read = pacedBy(parts.visitorReads)

  async function hello(said: Hello, { socket, visitor }: Guest): Promise<Welcome> {
    const language = desk.bot.languageFor(said.languages)
    void socket.leave(languageRoom(visitor.language))
    void socket.join(languageRoom(language))
    const [wish = ''] = said.languages
    Object.assign(visitor, { language, wish, page: said.page, timeZone: said.timeZone })
    const { conversation, place } = await desk.visitors.hello(visitor, said)
    return { site: desk.site(language), desk: desk.state(), conversation, place }
  }

  const acts = desk.visitors
  const parse = visitorRequests
  const requests: Listeners<keyof VisitorRequests> = {
    'desk:hello': handle(parse['desk:hello'], read(hello)),
    'transcript:since': handle(
      parse['transcript:since'],
      read(({ conversationId, after }, { visitor }) => acts.since(visitor, conversationId, after)),
    ),
    'place:read': handle(
      parse['place:read'],
      read(({ conversationId }, { visitor }) => acts.place(visitor, conversationId)),
    ),
    'message:send': handle(
      parse['message:send'],
      paced((input, { visitor }) => acts.says(visitor, input), worthOf),
    ),
    'choice:pick': handle(
      parse['choice:pick'],
      paced((input, { visitor }) => acts.pickChoice(visitor, input)),
    ),
    'answer:rate': handle(
      parse['answer:rate'],
      paced((input, { visitor }) => acts.rateAnswer(visitor, input)),
    ),
    'handoff:request': handle(
      parse['handoff:request'],
      paced((input, { visitor }) => acts.requestHandoff(visitor, input)),
    ),
    'waiting:stop': handle(
      parse['waiting:stop'],
      paced((input, { visitor }) => acts.stopWaiting(visitor, input)),
    ),
    'email:leave': handle(
      parse['email:leave'],
      paced((input, { visitor }) => acts.leaveEmail(visitor, input)),
    ),
    'conversation:close': handle(
      parse['conversation:close'],
      paced((input, { visitor }) => acts.close(visitor, input)),
    ),
    'conversation:rate': handle(
      parse['conversation:rate'],
      paced((input, { visitor }) => acts.rate(visitor, input)),
    ),
  }
  const signals: Listeners<keyof VisitorSignals> = {
    'typing:set': signal(
      typingSignal,
      read((input, { visitor }) => tellTyping(parts.tellTyping, desk, visitor, input)),
    ),
    'seen:set': signal(
      seenSignal,
      read(({ conversationId, sequence }, { visitor }) => acts.saw(visitor, conversationId, sequence)),
    ),
  }
  const listeners = new Map<string, Listener>(Object.entries({ ...requests, ...signals }))

  visitors.on('connection', (socket) => {
    const visitor: Visitor = {
      id: socket.data.visitorId,
      language: desk.bot.languageFor([]),
      wish: '',
      page: { url: '', title: '' },
      timeZone: '',
      socket: socket.id,
    }
    // Joined before anything is read: what is said meanwhile is pushed, and the numbers sort it out.
    void socket.join(visitorRoom(visitor.id))
    const guest: Guest = { socket, visitor, paceCrowd: parts.crowds.pacedBy(socket.request) }
    // One listener, not one for each request: most of who is connected says nothing, and takes up as little.
    socket.onAny((name: string, payload: unknown, reply?: unknown) =>
      listeners.get(name)?.(payload, reply, guest),
    )
  })
}

/** Only agents who have the conversation open hear it, and only if it is this visitor's. */
async function tellTyping(
  tell: TellTyping,
  desk: Desk,
  visitor: Visitor,
  { conversationId, typing }: { conversationId: string; typing: boolean },
): Promise<void> {
  await desk.visitors.since(visitor, conversationId, Number.MAX_SAFE_INTEGER)
  tell({ by: 'visitor', conversationId, typing })
}

export function refused(refusal: RefusalCode): Error & { data: object } {
  return Object.assign(new Error(refusal), { data: { refusal } })
}
