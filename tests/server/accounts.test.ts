import { expect, test, vi } from 'vitest'
import { createAccounts } from '../../server/accounts.ts'
import { runAgentCommand } from '../../server/agent-commands.ts'
import { Refusal } from '../../server/domain/refusal.ts'
import { newRandomId } from '../../server/ids.ts'
import { createMemoryStore } from '../../server/store/memory.ts'
import { createFakeClock } from '../support/fake-clock.ts'

const ada = { email: 'ada@shop.example', name: 'Ada', role: 'owner', password: 'chain and saddle' } as const
const ben = { email: 'ben@shop.example', name: 'Ben', role: 'agent', password: 'bell and basket' } as const

function newAccounts() {
  const store = createMemoryStore()
  const clock = createFakeClock()
  const accounts = createAccounts({
    store,
    clock,
    newId: newRandomId,
    onSignedOut: () => undefined,
    onChange: () => undefined,
  })
  return { accounts, store, clock, run: (request: unknown) => runAgentCommand(accounts, request) }
}

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    () => 'it was not refused',
    (cause: unknown) => cause,
  )
  if (outcome instanceof Refusal) return outcome.code
  throw new Error('it was not refused', { cause: outcome })
}

test('an account is found by its e-mail address, however that is written', async () => {
  const { accounts } = newAccounts()
  await accounts.add({ ...ada, email: ' Ada@Shop.Example ' })
  expect(await accounts.signIn('ADA@shop.example', ada.password)).toMatchObject({ email: ada.email })
  expect(await refusalOf(accounts.add({ ...ada, email: 'ADA@SHOP.EXAMPLE' }))).toBe('move-not-allowed')
})

test('a password is kept as an argon2id hash only', async () => {
  const { accounts, store } = newAccounts()
  await accounts.add(ada)
  const kept = JSON.stringify([...(await store.accounts.all())])
  expect(kept).not.toContain(ada.password)
  expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
})

test('two accounts added at once with one e-mail address are one account', async () => {
  const { accounts } = newAccounts()
  const outcomes = await Promise.allSettled([accounts.add(ada), accounts.add(ada), accounts.add(ada)])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await accounts.list()).toHaveLength(1)
})

test('the last owner cannot be removed', async () => {
  const { accounts } = newAccounts()
  await accounts.add(ada)
  await accounts.add(ben)
  expect(await refusalOf(accounts.remove(ada.email))).toBe('move-not-allowed')
  await accounts.add({ ...ada, email: 'ada@home.example' })
  await accounts.remove(ada.email)
  expect((await accounts.list()).map(({ email }) => email)).toEqual([ben.email, 'ada@home.example'])
})

test('two owners who are removed at once leave one', async () => {
  const { accounts } = newAccounts()
  await accounts.add(ada)
  await accounts.add({ ...ben, role: 'owner' })
  await Promise.allSettled([accounts.remove(ada.email), accounts.remove(ben.email)])
  expect(await accounts.list()).toHaveLength(1)
})

test('a refused change does not stand in the way of the next one', async () => {
  const { accounts } = newAccounts()
  expect(await refusalOf(accounts.remove(ada.email))).toBe('not-found')
  expect(await refusalOf(accounts.setPassword(ada.email, ada.password))).toBe('not-found')
  await accounts.add(ada)
  expect(await accounts.list()).toHaveLength(1)
})

test('accounts are listed in the order in which they were made', async () => {
  const { accounts, clock, run } = newAccounts()
  expect((await run({ action: 'list' })).lines).toEqual([
    'There is no account yet. Add one: npm run agent -- add you@example.com --name You --role owner',
  ])
  await accounts.add(ben)
  await clock.advance(1_000)
  await accounts.add(ada)
  expect(await run({ action: 'list' })).toEqual({
    done: true,
    lines: ['ben@shop.example  Ben  agent', 'ada@shop.example  Ada  owner'],
  })
})

test('each command says in a sentence what it did', async () => {
  const { accounts, run } = newAccounts()
  expect(await run({ action: 'add', ...ada })).toEqual({
    done: true,
    lines: ['Ada can sign in with ada@shop.example (owner).'],
  })
  await run({ action: 'add', ...ben })
  expect(await run({ action: 'password', email: ben.email, password: 'another password' })).toEqual({
    done: true,
    lines: ['ben@shop.example has a new password and is signed out everywhere.'],
  })
  expect(await accounts.signIn(ben.email, 'another password')).not.toBeNull()
  expect(await accounts.signIn(ben.email, ben.password)).toBeNull()
  expect(await run({ action: 'remove', email: ben.email })).toEqual({
    done: true,
    lines: ['ben@shop.example is removed and signed out.'],
  })
})

test('each command says in a sentence why it did nothing, and what to do', async () => {
  const { run } = newAccounts()
  await run({ action: 'add', ...ada })
  expect(await run({ action: 'add', ...ada })).toEqual({
    done: false,
    lines: ['This e-mail address has an account already. A new password: npm run agent -- password'],
  })
  expect(await run({ action: 'remove', email: ben.email })).toEqual({
    done: false,
    lines: ['No account has this e-mail address. See them all: npm run agent -- list'],
  })
  expect(await run({ action: 'remove', email: ada.email })).toEqual({
    done: false,
    lines: ['This is the last owner. Make another owner first: npm run agent -- add'],
  })
})

test('a command that could not be kept says that, and blames nobody', async () => {
  const { run, store } = newAccounts()
  await run({ action: 'add', ...ada })
  const full = vi.spyOn(store.accounts, 'change').mockRejectedValue(new Refusal('try-again'))
  for (const command of [
    { action: 'add', ...ben },
    { action: 'password', email: ada.email, password: 'another password' },
  ]) {
    const { done, lines } = await run(command)
    expect([done, lines.join()]).toEqual([false, expect.stringContaining('Nothing was changed')])
  }
  full.mockRestore()
  expect((await run({ action: 'add', ...ben })).done).toBe(true)
})

test('a command with mistakes names all of them', async () => {
  const { accounts, run } = newAccounts()
  expect(await run({ action: 'add', email: 'ada', name: ' ', role: 'admin', password: 'short' })).toEqual({
    done: false,
    lines: [
      'The e-mail address is not complete.',
      'A name is needed: visitors will see it.',
      'The role is "agent" or "owner".',
      'The password needs at least 10 characters.',
    ],
  })
  for (const request of [null, {}, { action: 'drop' }, { action: 'list', all: true }])
    expect((await run(request)).done).toBe(false)
  expect(await accounts.list()).toEqual([])
})
