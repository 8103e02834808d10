import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Agent, HttpRefusal, Setup } from '../protocol/agent.ts'

const answerTimeoutMs = 15_000

export type SessionState =
  | { is: 'loading' }
  | { is: 'unreachable' }
  | { is: 'signed-out'; siteName: string; setupOpen: boolean; because: SignedOutBecause }
  | { is: 'setting-up'; siteName: string; token: string }
  | { is: 'signed-in'; siteName: string; agent: Agent }

/** What is worth telling above the form: the session ended, or the one-time link is spent. */
export type SignedOutBecause = 'ended' | 'link-used' | null

/** Why signing in or making the account did not work; 'unreachable' when no answer came. */
export type SessionRefusal = HttpRefusal | { refusal: 'unreachable' }

export interface Session {
  state: ReadonlySignal<SessionState>
  load: () => Promise<void>
  signIn: (email: string, password: string) => Promise<SessionRefusal | null>
  setUp: (account: Omit<Setup, 'token'>) => Promise<SessionRefusal | null>
  leaveSetup: () => void
  signOut: () => Promise<void>
  /** The desk no longer knows this session: back to the sign-in. */
  ended: () => void
}

/** Who is signed in. `setupToken`: from the one-time link, if the page was opened by it. */
export function createSession(setupToken: string | null, fetcher: typeof fetch = fetch): Session {
  const state = signal<SessionState>({ is: 'loading' })
  let siteName = ''
  let setupOpen = false

  const signedOut = (because: SignedOutBecause) =>
    (state.value = { is: 'signed-out', siteName, setupOpen, because })

  async function enter(path: string, body: object): Promise<SessionRefusal | null> {
    const answer = await request(fetcher, 'POST', path, body)
    if (!answer) return { refusal: 'unreachable' }
    if (!answer.ok) return answer.body as HttpRefusal
    state.value = { is: 'signed-in', siteName, agent: (answer.body as { agent: Agent }).agent }
    return null
  }

  return {
    state,
    async load() {
      state.value = { is: 'loading' }
      const answer = await request(fetcher, 'GET', '/api/session')
      const body = (answer?.body ?? {}) as { agent?: Agent | null; siteName?: string; setupOpen?: boolean }
      if (!answer || typeof body.siteName !== 'string') {
        state.value = { is: 'unreachable' }
        return
      }
      siteName = body.siteName
      setupOpen = body.setupOpen ?? false
      if (answer.ok && body.agent) state.value = { is: 'signed-in', siteName, agent: body.agent }
      else if (setupToken && setupOpen) state.value = { is: 'setting-up', siteName, token: setupToken }
      else signedOut(setupToken ? 'link-used' : null)
    },
    signIn: (email, password) => enter('/api/session', { email, password }),
    setUp: (account) => enter('/api/setup', { token: setupToken ?? '', ...account }),
    leaveSetup: () => void signedOut(null),
    async signOut() {
      const answer = await request(fetcher, 'DELETE', '/api/session')
      setupOpen = false
      // Without an answer the session may live on: to say "signed out" on a shared computer would be a lie.
      if (answer?.ok) signedOut(null)
      else state.value = { is: 'unreachable' }
    },
    ended: () => void signedOut('ended'),
  }
}

/** Null when no answer came, or one that is not of the desk. */
async function request(
  fetcher: typeof fetch,
  method: string,
  path: string,
  body?: object,
): Promise<{ ok: boolean; body: unknown } | null> {
  try {
    const response = await fetcher(path, {
      method,
      // The desk refuses what lacks this header: another site's form cannot send it.
      headers: { 'X-Frontdesk': 'console', ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(answerTimeoutMs),
    })
    return { ok: response.ok, body: response.status === 204 ? null : await response.json() }
  } catch {
    return null
  }
}
