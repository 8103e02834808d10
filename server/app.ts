import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Express, NextFunction, Request, Response } from 'express'
import helmet from 'helmet'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { createAccounts } from './accounts.ts'
import { createDesk } from './desk.ts'
import { createFollower } from './following.ts'
import type { Bot, Clock, Log, NewId } from './ports.ts'
import type { Store } from './store/port.ts'
import type { TrustsProxy } from './transport/addresses.ts'
import { sessionRoom } from './transport/agent-session.ts'
import { serveAgents } from './transport/agent-socket.ts'
import { agentRoom, agentsOf, createAnnouncer, languageRoom, visitorsOf } from './transport/announcer.ts'
import { createApi } from './transport/api.ts'
import { createCrowds, crowdLimits } from './transport/crowds.ts'
import type { CrowdLimits } from './transport/crowds.ts'
import { createOrigins } from './transport/origins.ts'
import type { OriginRules } from './transport/origins.ts'
import { servePages } from './transport/pages.ts'
import type { PageFolders } from './transport/pages.ts'
import { createSessions } from './transport/sessions.ts'
import { openSockets, warnOfStrays } from './transport/sockets.ts'
import { createTyping } from './transport/typing.ts'
import { serveVisitors } from './transport/visitor-socket.ts'

export interface AppParts {
  store: Store
  bot: Bot
  clock: Clock
  newId: NewId
  log: Log
  folders: PageFolders
  origins: OriginRules
  /** How far to trust X-Forwarded-For: Express' "trust proxy". */
  trustProxy: string | null
  /** What one visitor may ask for a minute: in requests that write, and in those that read. */
  visitorRequestsPerMinute?: number
  visitorReadsPerMinute?: number
  /** What one address may take up. */
  crowds?: CrowdLimits
}

export type App = Awaited<ReturnType<typeof createApp>>

/**
 * A proxy sends requests over connections that it keeps: nginx for 60 s, Caddy for 2 min. Where the server ends an idle
 * one first, a request can meet the end on its way, and a POST is then answered with 502 (caddyserver/caddy#6452). So
 * the proxy has to be the first to tire of it. A browser has one of its own and asks again by itself.
 */
const keepForProxyMs = 130_000
const keepForBrowsersMs = 5_000

const guessesMax = 5
const guessesPerS = 15 * 60
const visitorRequestsPerMinute = 60
/** A page asks five times a minute by itself; each return to it, or of the network, asks once more. */
const visitorReadsPerMinute = 240
/** What nothing served, and what failed: in few words, never with a stack or a version. */
function endWithoutDetails(app: Express, log: Log): void {
  app.use((_, response) => void response.status(404).type('text').send('There is nothing here.'))
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error)
    // A part of a file that it does not have, or a version that is no longer: nothing failed here.
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
    if (status >= 400 && status < 500)
      return void response.status(status).type('text').send('This cannot be sent as it was asked for.')
    log.error('a page could not be served', error)
    response.status(500).type('text').send('Something went wrong. Try again.')
  })
}

function aMinute(points: number): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: 60 })
}

/** Puts the parts together. Listens to nothing yet; `main.ts` brings the real parts, tests bring some of their own. */
export async function createApp(parts: AppParts) {
  const { store, bot, clock, newId, log } = parts
  const app = express()
  app.disable('x-powered-by')
  if (parts.trustProxy !== null) app.set('trust proxy', parts.trustProxy)
  const keepAliveTimeout = parts.trustProxy === null ? keepForBrowsersMs : keepForProxyMs
  const http = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout }, app)
  const origins = createOrigins(parts.origins, log)
  const trusts = app.get('trust proxy fn') as TrustsProxy
  const crowds = createCrowds(parts.crowds ?? crowdLimits, trusts, log)
  const io = openSockets(http, crowds)
  if (store.cluster) warnOfStrays(io, log)

  const desk = createDesk({ store, bot, clock, newId, log, announcer: createAnnouncer(io) })
  const accounts = createAccounts({
    store,
    clock,
    newId,
    onSignedOut: (accountId) => agentsOf(io).in(agentRoom(accountId)).disconnectSockets(true),
    onChange: (accountId, account) =>
      account ? desk.presence.update(account) : desk.presence.remove(accountId),
  })
  const secure = parts.origins.publicUrl?.startsWith('https:') ?? false
  const sessions = createSessions({ records: store.sessions, secret: await cookieSecret(), secure, clock })

  app.use(helmet({ contentSecurityPolicy: false, strictTransportSecurity: secure }))
  app.get('/healthz', (_, response) => void response.json({ ok: true }))
  app.use(
    '/api',
    createApi({
      accounts,
      bot,
      sessions,
      origins,
      log,
      guesses: new RateLimiterMemory({ points: guessesMax, duration: guessesPerS }),
      endSockets: (sessionId) => agentsOf(io).in(sessionRoom(sessionId)).disconnectSockets(true),
    }),
  )
  servePages(app, parts.folders, () => bot.site())
  endWithoutDetails(app, log)

  const typing = createTyping(io, store.cluster)
  const tellTyping = typing.everywhere
  serveVisitors(io, desk, {
    ...{ origins, crowds, log, tellTyping },
    visitorRequests: aMinute(parts.visitorRequestsPerMinute ?? visitorRequestsPerMinute),
    visitorReads: aMinute(parts.visitorReadsPerMinute ?? visitorReadsPerMinute),
  })
  const { checkSessions } = serveAgents(io, desk, { accounts, sessions, origins, log, tellTyping })
  await desk.start()
  await store.cluster?.follow(createFollower({ io, desk, accounts, typing: typing.here, checkSessions, log }))

  /** Signs the cookies; made once and kept, so that a restart signs nobody out. */
  async function cookieSecret(): Promise<string> {
    const kept = await store.secrets.change('cookies', (current) => current ?? newId() + newId())
    if (kept === null) throw new Error('the cookie secret was not kept')
    return kept
  }

  return {
    accounts,
    desk,

    /** The FAQ or site.json changed: every open widget shows what it says now, office hours too. */
    siteChanged(): void {
      for (const language of bot.site().languages)
        visitorsOf(io).to(languageRoom(language)).emit('site:changed', desk.site(language))
      visitorsOf(io).emit('desk:changed', desk.state())
    },

    /** Resolves with the port it got; rejects as `net.Server` does. */
    listen(port: number, host: string): Promise<number> {
      return new Promise((resolve, reject) => {
        http.once('error', reject)
        http.listen(port, host, () => {
          http.off('error', reject)
          resolve((http.address() as AddressInfo).port)
        })
      })
    },

    /** Lets go of every connection; what was acknowledged is already kept. */
    async close(): Promise<void> {
      desk.stop()
      http.close()
      // Before Socket.IO waits for the last of them: a request that never ends would hold the desk open.
      http.closeAllConnections()
      await io.close()
      await store.cluster?.leave()
    },
  }
}
