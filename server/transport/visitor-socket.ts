import type { RateLimiterMemory } from 'rate-limiter-flexible'
import type { RefusalCode } from '../../protocol/refusals.ts'
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

    const paceCrowd = parts.crowds.pacedBy(socket.request)
    /** Each request costs a point; past the limit it is told when to come again. Reading has a purse of its own. */
    const pacedBy =
      (limiter: RateLimiterMemory) =>
      <I, O>(answerTo: (input: I) => Promise<O>) =>
      async (input: I): Promise<O> => {
        if (paceCrowd) await paceCrowd()
        await pace(limiter, visitor.id)
        return answerTo(input)
      }
    const paced = pacedBy(parts.visitorRequests)
    const read = pacedBy(parts.visitorReads)

    socket.on(
      'desk:hello',
      handle(
        visitorRequests['desk:hello'],
        read(async (said) => {
          const language = desk.bot.languageFor(said.languages)
          void socket.leave(languageRoom(visitor.language))
          void socket.join(languageRoom(language))
          const [wish = ''] = said.languages
          Object.assign(visitor, { language, wish, page: said.page, timeZone: said.timeZone })
          const { conversation, place } = await desk.visitors.hello(visitor, said)
          return { site: desk.site(language), desk: desk.state(), conversation, place }
        }),
      ),
    )
    socket.on(
      'transcript:since',
      handle(
        visitorRequests['transcript:since'],
        read(({ conversationId, after }) => desk.visitors.since(visitor, conversationId, after)),
      ),
    )
    socket.on(
      'place:read',
      handle(
        visitorRequests['place:read'],
        read(({ conversationId }) => desk.visitors.place(visitor, conversationId)),
      ),
    )
    const acts = desk.visitors
    socket.on(
      'message:send',
      handle(
        visitorRequests['message:send'],
        paced((input) => acts.says(visitor, input)),
      ),
    )
    socket.on(
      'choice:pick',
      handle(
        visitorRequests['choice:pick'],
        paced((input) => acts.pickChoice(visitor, input)),
      ),
    )
    socket.on(
      'answer:rate',
      handle(
        visitorRequests['answer:rate'],
        paced((input) => acts.rateAnswer(visitor, input)),
      ),
    )
    socket.on(
      'handoff:request',
      handle(
        visitorRequests['handoff:request'],
        paced((input) => acts.requestHandoff(visitor, input)),
      ),
    )
    socket.on(
      'waiting:stop',
      handle(
        visitorRequests['waiting:stop'],
        paced((input) => acts.stopWaiting(visitor, input)),
      ),
    )
    socket.on(
      'email:leave',
      handle(
        visitorRequests['email:leave'],
        paced((input) => acts.leaveEmail(visitor, input)),
      ),
    )
    socket.on(
      'conversation:close',
      handle(
        visitorRequests['conversation:close'],
        paced((input) => acts.close(visitor, input)),
      ),
    )
    socket.on(
      'conversation:rate',
      handle(
        visitorRequests['conversation:rate'],
        paced((input) => acts.rate(visitor, input)),
      ),
    )
    socket.on(
      'typing:set',
      signal(
        typingSignal,
        read((input) => tellTyping(parts.tellTyping, desk, visitor, input)),
      ),
    )
    socket.on(
      'seen:set',
      signal(
        seenSignal,
        read(({ conversationId, sequence }) => acts.saw(visitor, conversationId, sequence)),
      ),
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
