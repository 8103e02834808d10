import { z } from 'zod'
import type { Accounts } from './accounts.ts'
import { Refusal } from './domain/refusal.ts'
import { setup } from './transport/parse.ts'

/** What `npm run agent` asks for: of the running server over its control socket, or of the folder itself. */
const agentCommand = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('add'),
    email: setup.shape.email,
    name: setup.shape.name,
    role: z.enum(['agent', 'owner'], 'The role is "agent" or "owner".'),
    password: setup.shape.password,
  }),
  z.strictObject({ action: z.literal('remove'), email: setup.shape.email }),
  z.strictObject({ action: z.literal('password'), email: setup.shape.email, password: setup.shape.password }),
  z.strictObject({ action: z.literal('list') }),
])

export interface CommandAnswer {
  done: boolean
  lines: string[]
}

/** Carries out one command and says in lines what came of it. Never throws for what a person can mend. */
export async function runAgentCommand(accounts: Accounts, request: unknown): Promise<CommandAnswer> {
  const parsed = agentCommand.safeParse(request)
  if (!parsed.success) return { done: false, lines: parsed.error.issues.map((issue) => issue.message) }
  const command = parsed.data
  try {
    switch (command.action) {
      case 'add': {
        const account = await accounts.add(command)
        return { done: true, lines: [`${account.name} can sign in with ${account.email} (${account.role}).`] }
      }
      case 'remove':
        await accounts.remove(command.email)
        return { done: true, lines: [`${command.email} is removed and signed out.`] }
      case 'password':
        await accounts.setPassword(command.email, command.password)
        return { done: true, lines: [`${command.email} has a new password and is signed out everywhere.`] }
      case 'list':
        return { done: true, lines: await listed(accounts) }
    }
  } catch (cause) {
    if (cause instanceof Refusal) return { done: false, lines: [sentence(cause, command.action)] }
    throw cause
  }
}

async function listed(accounts: Accounts): Promise<string[]> {
  const all = await accounts.list()
  if (all.length === 0)
    return ['There is no account yet. Add one: npm run agent -- add you@example.com --name You --role owner']
  return all.map(({ email, name, role }) => `${email}  ${name}  ${role}`)
}

function sentence(refusal: Refusal, action: 'add' | 'remove' | 'password' | 'list'): string {
  if (refusal.code === 'not-found')
    return 'No account has this e-mail address. See them all: npm run agent -- list'
  if (refusal.code === 'too-many') return 'Too much is going on right now. Try again in a few seconds.'
  if (refusal.code === 'try-again')
    return 'Nothing was changed: what the desk keeps cannot be written now. See its log, then try again.'
  if (action === 'add')
    return 'This e-mail address has an account already. A new password: npm run agent -- password'
  return 'This is the last owner. Make another owner first: npm run agent -- add'
}
