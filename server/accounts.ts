import { timingSafeEqual } from 'node:crypto'
import type { Agent, AgentRole } from '../protocol/agent.ts'
import type { Account } from './domain/account.ts'
import { Refusal } from './domain/refusal.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import type { Clock, NewId } from './ports.ts'
import type { Store } from './store/port.ts'

export interface NewAccount {
  email: string
  name: string
  role: AgentRole
  password: string
}

export type Accounts = ReturnType<typeof createAccounts>

/**
 * Agents' accounts. `onSignedOut`: every session of that account has just ended. `onChange` hears of every account
 * that is new, changed, or (null) gone.
 */
export function createAccounts(parts: {
  store: Store
  clock: Clock
  newId: NewId
  onSignedOut: (accountId: string) => void
  onChange: (accountId: string, account: Account | null) => void
}) {
  const { store, clock, newId, onSignedOut, onChange } = parts
  // Works once, from this process's terminal only, and only while there is no owner.
  let setupToken: string | null = null
  let lastChange: Promise<unknown> = Promise.resolve()

  /** The token of the one-time link that makes the owner's account; null when there is an owner already. */
  async function openSetup(): Promise<string | null> {
    if (await hasOwner()) return null
    setupToken ??= newId()
    return setupToken
  }

  async function isSetupOpen(): Promise<boolean> {
    return setupToken !== null && !(await hasOwner())
  }

  /** Makes the owner's account with the printed token. Refuses: 'not-found' for a wrong, used or late one. */
  async function setUp(token: string, account: Omit<NewAccount, 'role'>): Promise<Account> {
    if (setupToken === null || !sameText(token, setupToken)) throw new Refusal('not-found')
    if (await hasOwner()) throw new Refusal('not-found')
    const owner = await add({ ...account, role: 'owner' })
    setupToken = null
    return owner
  }

  /** Refuses: 'move-not-allowed' when the e-mail has an account. */
  async function add(account: NewAccount): Promise<Account> {
    const email = normalised(account.email)
    if (await byEmail(email)) throw new Refusal('move-not-allowed')
    const made: Account = {
      id: newId(),
      email,
      name: account.name.trim(),
      role: account.role,
      passwordHash: await hashPassword(account.password),
      available: true,
      createdAt: clock.now(),
    }
    await store.accounts.change(made.id, () => made)
    onChange(made.id, made)
    return made
  }

  /** The account, or null for a wrong e-mail or password: alike in time and answer. */
  async function signIn(email: string, password: string): Promise<Account | null> {
    const account = await byEmail(normalised(email))
    return (await verifyPassword(account?.passwordHash ?? null, password)) ? account : null
  }

  /** Refuses: 'not-found'; 'move-not-allowed' for the last owner. */
  async function remove(email: string): Promise<void> {
    const account = await required(email)
    const owners = [...(await store.accounts.all()).values()].filter(({ role }) => role === 'owner')
    if (account.role === 'owner' && owners.length === 1) throw new Refusal('move-not-allowed')
    await store.accounts.change(account.id, () => null)
    await endSessions(account.id)
    onChange(account.id, null)
  }

  async function setPassword(email: string, password: string): Promise<void> {
    const account = await required(email)
    const passwordHash = await hashPassword(password)
    const changed = await store.accounts.change(
      account.id,
      (current) => current && { ...current, passwordHash },
    )
    await endSessions(account.id)
    if (changed) onChange(changed.id, changed)
  }

  async function list(): Promise<Account[]> {
    return [...(await store.accounts.all()).values()].sort((a, b) => a.createdAt - b.createdAt)
  }

  async function byId(id: string): Promise<Account | null> {
    return store.accounts.get(id)
  }

  async function byEmail(email: string): Promise<Account | null> {
    for (const account of (await store.accounts.all()).values()) if (account.email === email) return account
    return null
  }

  async function required(email: string): Promise<Account> {
    const account = await byEmail(normalised(email))
    if (!account) throw new Refusal('not-found')
    return account
  }

  async function hasOwner(): Promise<boolean> {
    return [...(await store.accounts.all()).values()].some(({ role }) => role === 'owner')
  }

  async function endSessions(accountId: string): Promise<void> {
    for (const [id, session] of await store.sessions.all())
      if (session.accountId === accountId) await store.sessions.change(id, () => null)
    onSignedOut(accountId)
  }

  /** Each change decides on what the one before it left: two at once make no twin, and leave one owner. */
  function inTurn<A extends unknown[], R>(change: (...args: A) => Promise<R>) {
    return (...args: A): Promise<R> => {
      const changed = lastChange.then(() => change(...args))
      lastChange = changed.catch(() => undefined)
      return changed
    }
  }

  return {
    openSetup,
    isSetupOpen,
    setUp: inTurn(setUp),
    add: inTurn(add),
    signIn,
    remove: inTurn(remove),
    setPassword: inTurn(setPassword),
    list,
    byId,
  }
}

/** What a console may show of an account. */
export function agentOf({ id, name, email, role }: Account): Agent {
  return { id, name, email, role }
}

function normalised(email: string): string {
  return email.trim().toLowerCase()
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
