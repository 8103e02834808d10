import express from 'express'
import type { NextFunction, Request, RequestHandler, Response, Router } from 'express'
import type { RateLimiterMemory } from 'rate-limiter-flexible'
import type { HttpRefusal } from '../../protocol/agent.ts'
import { agentOf } from '../accounts.ts'
import type { Accounts } from '../accounts.ts'
import type { Account } from '../domain/account.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Bot, Log } from '../ports.ts'
import { networkOf } from './addresses.ts'
import type { createOrigins } from './origins.ts'
import { pace, unpace } from './pace.ts'
import { setup, signIn } from './parse.ts'
import type { Schema } from './parse.ts'

export interface ApiParts {
  accounts: Accounts
  bot: Bot
  sessions: RequestHandler
  origins: ReturnType<typeof createOrigins>
  /** Wrong guesses, by account and network together: nobody can lock an agent out from somewhere else. */
  guesses: RateLimiterMemory
  endSockets: (sessionId: string) => void
  log: Log
}

/** The console's sign-in. Everything else goes over the socket. */
export function createApi(parts: ApiParts): Router {
  const { accounts, bot, guesses } = parts
  const api = express.Router()
  api.use((_, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  api.use(fromTheConsole(parts.origins))
  api.use(express.json({ limit: '8kb' }))
  api.use(parts.sessions)

  api.get('/session', async (request, response) => {
    const account = request.session.accountId ? await accounts.byId(request.session.accountId) : null
    if (account) return void response.json({ agent: agentOf(account), siteName: siteName() })
    // Not a failure: a sign-in page asks this, and a browser would log every 401 as one.
    response.json({ agent: null, siteName: siteName(), setupOpen: await accounts.isSetupOpen() })
  })

  api.post('/session', async (request, response) => {
    const input = parse(signIn, request, response)
    if (!input) return
    const key = `${input.email.toLowerCase()} ${networkOf(request.ip ?? '')}`
    // Counted before the password is looked at: a hundred guesses at once are a hundred guesses.
    const { remainingPoints } = await pace(guesses, key)
    const account = await accounts.signIn(input.email, input.password).catch(async (cause: unknown) => {
      await unpace(guesses, key)
      throw cause
    })
    if (!account) return refuse(response, 401, { refusal: 'wrong-password', triesLeft: remainingPoints })
    await guesses.delete(key)
    return signedIn(request, response, account)
  })

  api.delete('/session', async (request, response) => {
    await endSession(request)
    response.status(204).end()
  })

  api.post('/setup', async (request, response) => {
    const input = parse(setup, request, response)
    if (!input) return
    const { token, ...account } = input
    try {
      return await signedIn(request, response, await accounts.setUp(token, account))
    } catch (cause) {
      const code = cause instanceof Refusal ? cause.code : null
      if (code === 'not-found') return refuse(response, 404, { refusal: 'setup-closed' })
      if (code !== 'move-not-allowed') throw cause
      const problems = ['This e-mail address has an account already.']
      refuse(response, 400, { refusal: 'bad-request', problems })
    }
  })

  api.use((_, response) => refuse(response, 404, { refusal: 'bad-request' }))
  api.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (error instanceof Refusal && error.code === 'too-many')
      return tooMany(response, error.retryAfterMs ?? 5_000)
    if (isClientError(error)) return refuse(response, 400, { refusal: 'bad-request' })
    parts.log.error('an HTTP request failed', error)
    refuse(response, 500, { refusal: 'internal' })
  })

  /** A new session id at every sign-in, so a planted one opens nothing. */
  async function signedIn(request: Request, response: Response, account: Account): Promise<void> {
    await new Promise<void>((resolve, reject) =>
      request.session.regenerate((error: unknown) => (error ? reject(asError(error)) : resolve())),
    )
    request.session.accountId = account.id
    await new Promise<void>((resolve, reject) =>
      request.session.save((error: unknown) => (error ? reject(asError(error)) : resolve())),
    )
    // Hashing takes its time: meanwhile the account may have got another password, which ends only the sessions it finds.
    const current = await accounts.byId(account.id)
    if (current?.passwordHash === account.passwordHash)
      return void response.json({ agent: agentOf(account), siteName: siteName() })
    await endSession(request)
    refuse(response, 401, { refusal: 'wrong-password' })
  }

  async function endSession(request: Request): Promise<void> {
    const { sessionID } = request
    await new Promise<void>((resolve, reject) =>
      request.session.destroy((error: unknown) => (error ? reject(asError(error)) : resolve())),
    )
    parts.endSockets(sessionID)
  }

  function siteName(): string {
    const { name, languages } = bot.site()
    return name[languages[0] ?? ''] ?? ''
  }

  return api
}

/**
 * Against forged requests from other pages: the SameSite cookie is the first lock; this header, which a form cannot
 * send and a foreign page may not, is the second.
 */
function fromTheConsole(origins: ReturnType<typeof createOrigins>): RequestHandler {
  return (request, response, next) => {
    const foreign = request.headers.origin !== undefined && !origins.isOwn(request)
    const site = request.headers['sec-fetch-site']
    const crossSite = site === 'cross-site' || site === 'same-site'
    if (foreign || crossSite || request.headers['x-frontdesk'] !== 'console')
      return refuse(response, 403, { refusal: 'forbidden' })
    next()
  }
}

function parse<T>(schema: Schema<T>, request: Request, response: Response): T | null {
  const parsed = schema.safeParse(request.body)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => issue.message)
  refuse(response, 400, { refusal: 'bad-request', problems })
  return null
}

function refuse(response: Response, status: number, refusal: HttpRefusal): void {
  response.status(status).json(refusal)
}

function tooMany(response: Response, retryAfterMs: number): void {
  response.set('Retry-After', String(Math.ceil(retryAfterMs / 1000)))
  refuse(response, 429, { refusal: 'too-many', retryAfterMs })
}

function isClientError(error: unknown): boolean {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('the session library failed', { cause: error })
}
