import { computed, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Agent, AgentPresence } from '../protocol/agent.ts'
import { backOffMs } from '../ui/back-off.ts'
import type { AgentConnection } from './agent-connection.ts'
import type { Clock } from './clock.ts'
import type { InboxModel } from './inbox-model.ts'

export interface WelcomeModel {
  /** One has come, so the list is known. */
  readonly hasCome: ReadonlySignal<boolean>
  /** The last one that was asked for was refused. */
  readonly isOverdue: ReadonlySignal<boolean>
  readonly waitGoalMs: ReadonlySignal<number>
  readonly isAvailable: ReadonlySignal<boolean>
  setAvailable: (available: boolean) => void
  stop: () => void
}

/** What the desk tells an agent with each connection: the time, the team, the list. Asked for until it comes. */
export function createWelcome(
  connection: AgentConnection,
  me: Agent,
  { clock, inbox }: { clock: Clock; inbox: InboxModel },
): WelcomeModel {
  const hasCome = signal(false)
  const isOverdue = signal(false)
  const waitGoalMs = signal(5 * 60_000)
  const team = signal<AgentPresence[]>([])
  let greeting = 0

  async function greet(attempt = 0): Promise<void> {
    const mine = ++greeting
    const reply = await connection.ask('desk:hello', {})
    if (mine !== greeting) return
    isOverdue.value = !reply.ok
    if (!reply.ok) return greetAgain(mine, attempt)
    clock.set(reply.data.now)
    waitGoalMs.value = reply.data.waitGoalMs
    team.value = reply.data.team
    inbox.replace(reply.data.inbox)
    hasCome.value = true
  }

  /** Without a connection it waits for the next one, which greets by itself. */
  function greetAgain(refused: number, attempt: number): void {
    setTimeout(() => {
      if (refused === greeting && connection.state.peek() === 'online') void greet(attempt + 1)
    }, backOffMs(attempt))
  }

  const stops = [
    connection.onConnect(() => void greet()),
    connection.on('team:changed', (news) => (team.value = news.team)),
  ]

  return {
    hasCome,
    isOverdue,
    waitGoalMs,
    isAvailable: computed(() => team.value.find((agent) => agent.id === me.id)?.presence !== 'away'),
    setAvailable(available) {
      const presence = available ? 'available' : 'away'
      team.value = team.peek().map((agent) => (agent.id === me.id ? { ...agent, presence } : agent))
      void connection.ask('presence:set', { available }).then((reply) => {
        if (!reply.ok) void greet()
      })
    },
    stop() {
      greeting += 1
      for (const stop of stops) stop()
    },
  }
}
