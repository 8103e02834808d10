import { setTimeout as pause } from 'node:timers/promises'
import type { Desks } from './desks.ts'
import type { SharedDatabase } from './desks-postgres.ts'
import { lasting } from './fault.ts'
import type { Fault } from './fault.ts'
import { everywhereFaults, killServer, startMs } from './faults.ts'

/** Stops the database, and starts it again after a while. */
function restart(name: string, how: 'fast' | 'immediate' | 'kill'): Fault {
  return lasting({ name, isOfServer: true, ms: [0, 2_000], mendMs: startMs }, async ({ desks }) => {
    const { postgres } = desks.database!
    await postgres.stop(how)
    return () => postgres.start()
  })
}

/** Ends sessions as an administrator may. A database that is away has none. */
function endSessions(name: string, which: string): Fault {
  return {
    name,
    mostMs: 0,
    async happen({ desks }) {
      const text = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${which}`
      await desks.database!.sql(text).catch(() => undefined)
    },
  }
}

/** One server has no way to the database; the others do. */
function cutOff(name: string, how: 'cut' | 'swallow', mostMs: number): Fault {
  return lasting({ name, isOfServer: true, ms: [200, mostMs] }, ({ desks }, random) => {
    const line = desks.database!.lineOf(random.pick(desks.servers))
    line[how]()
    return () => line.mend()
  })
}

/** Long enough that its visitors go to another server. */
const killForLong = killServer('one server dead for long', [6_000, 12_000])

/** Long enough to be given up as connected, and the two minutes after that are over at once. */
const agentVanishes: Fault = {
  name: 'an agent vanishes',
  mostMs: 24_000,
  async happen({ desks, agents }, random) {
    const agent = random.pick(agents)
    const until = performance.now() + 20_000
    agent.wire.cutFor(until - performance.now())
    while (performance.now() < until && !(await isAbsent(desks.database!, agent.id))) await pause(200)
    await pause(2_000)
    agent.wire.cutFor(0)
    return agent.name
  },
}

/** Whether a server has said so; then their time is up. */
async function isAbsent({ sql }: SharedDatabase, agentId: string): Promise<boolean> {
  const text = `UPDATE frontdesk.absences SET due_at = now() WHERE agent_id = '${agentId}' RETURNING agent_id`
  return sql(text).then(
    (rows) => rows.length > 0,
    () => false, // it is away
  )
}

const listening = `application_name = 'frontdesk follows'`

/** What can go wrong with servers that share a database, and with the database. */
export function postgresFaults({ servers }: Desks): Fault[] {
  return [
    ...everywhereFaults,
    restart('database restarted', 'fast'),
    restart('database stopped at once', 'immediate'),
    restart('database killed', 'kill'),
    endSessions('LISTEN killed', listening),
    endSessions('all sessions killed', 'true'),
    cutOff('server cut from the database', 'cut', 5_000),
    cutOff('database silent for a server', 'swallow', 8_000),
    agentVanishes,
    ...(servers.length > 1 ? [killForLong] : []),
  ]
}
