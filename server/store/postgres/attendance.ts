import type { Database } from './database.ts'

/**
 * Which servers live and which agents are connected to them, by leases: who does not say so again is gone. All times
 * are the database's own, so that servers whose clocks differ agree.
 */
export interface Attendance {
  /** Other servers that are alive. */
  others: number
  /** The agents who are connected to those. */
  agents: string[]
}

/** Three missed beats: a server that is only slow must not lose its agents. */
const leaseMs = 16_000
/** With the ten seconds that a server waits for an agent to come back it makes the two minutes that visitors see. */
const absentMs = 110_000
/** Longer than returning conversations to the line takes; past it the server that began it is taken for dead. */
const claimMs = 30_000

/** Renews this server's lease and buries others whose own has run out. Their agents are absent from now on. */
export async function attend(database: Database, server: string, agents: string[]): Promise<Attendance> {
  await database.run({ text: renewText, values: [server, agents, leaseMs, absentMs] })
  const [seen] = await database.run<{ others: number; agents: string[] }>({
    text: `
      WITH others AS (
        SELECT id FROM frontdesk.servers WHERE id <> $1 AND seen_at > now() - $2 * interval '1 ms'
      )
      SELECT (SELECT count(*)::int FROM others) AS others,
        ARRAY(SELECT DISTINCT agent_id FROM frontdesk.attendance a JOIN others ON others.id = a.server_id) AS agents`,
    values: [server, leaseMs],
  })
  return seen ?? { others: 0, agents: [] }
}

/** SKIP LOCKED: servers that see the same death at once bury it once, and none waits for another. */
const renewText = `
  WITH me AS (
    INSERT INTO frontdesk.servers (id, seen_at) VALUES ($1, now())
    ON CONFLICT (id) DO UPDATE SET seen_at = now()
  ),
  here AS (
    INSERT INTO frontdesk.attendance (server_id, agent_id) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING
  ),
  back AS (DELETE FROM frontdesk.absences WHERE agent_id = ANY($2::text[])),
  gone AS (
    DELETE FROM frontdesk.attendance WHERE server_id = $1 AND agent_id <> ALL($2::text[]) RETURNING agent_id
  ),
  dead AS (
    SELECT id FROM frontdesk.servers
    WHERE id <> $1 AND seen_at <= now() - $3 * interval '1 ms' FOR UPDATE SKIP LOCKED
  ),
  orphaned AS (
    DELETE FROM frontdesk.attendance a USING dead WHERE a.server_id = dead.id RETURNING a.agent_id
  ),
  buried AS (DELETE FROM frontdesk.servers s USING dead WHERE s.id = dead.id)
  INSERT INTO frontdesk.absences (agent_id, due_at)
  SELECT agent_id, now() + $4 * interval '1 ms' FROM (TABLE gone UNION TABLE orphaned) AS absent
  WHERE agent_id <> ALL($2::text[])
  ON CONFLICT DO NOTHING`

/** Agents who are to come back: those who had conversations when all servers stopped. */
export async function expectAgents(database: Database, agents: string[]): Promise<void> {
  await database.run({
    text: `
      INSERT INTO frontdesk.absences (agent_id, due_at)
      SELECT agent_id, now() + $2 * interval '1 ms' FROM unnest($1::text[]) AS expected (agent_id)
      WHERE NOT EXISTS (SELECT FROM frontdesk.attendance a WHERE a.agent_id = expected.agent_id)
      ON CONFLICT DO NOTHING`,
    values: [agents, absentMs],
  })
}

/** This server ends: its agents are absent, unless they are connected elsewhere too. */
export async function leaveCluster(database: Database, server: string): Promise<void> {
  await database.run({
    text: `
      WITH gone AS (DELETE FROM frontdesk.attendance WHERE server_id = $1 RETURNING agent_id),
      me AS (DELETE FROM frontdesk.servers WHERE id = $1)
      INSERT INTO frontdesk.absences (agent_id, due_at)
      SELECT agent_id, now() + $2 * interval '1 ms' FROM gone ON CONFLICT DO NOTHING`,
    values: [server, absentMs],
  })
}

/**
 * Absences that have lasted, each given to one server of the cluster until `claimMs` are over. Those of agents who are
 * connected somewhere after all end here.
 */
export async function claimAbsences(database: Database): Promise<string[]> {
  await database.run({
    text: `
      DELETE FROM frontdesk.absences b USING frontdesk.attendance a
      WHERE b.due_at <= now() AND a.agent_id = b.agent_id`,
    values: [],
  })
  const rows = await database.run<{ agent_id: string }>({
    text: `
      UPDATE frontdesk.absences SET claimed_until = now() + $1 * interval '1 ms'
      WHERE agent_id IN (
        SELECT agent_id FROM frontdesk.absences
        WHERE due_at <= now() AND (claimed_until IS NULL OR claimed_until <= now())
        ORDER BY due_at LIMIT 20 FOR UPDATE SKIP LOCKED
      )
      RETURNING agent_id`,
    values: [claimMs],
  })
  return rows.map((row) => row.agent_id)
}

/** What was to be done is done. Not if the agent was back and is absent anew. */
export async function endAbsence(database: Database, agentId: string): Promise<void> {
  await database.run({
    text: 'DELETE FROM frontdesk.absences WHERE agent_id = $1 AND claimed_until IS NOT NULL',
    values: [agentId],
  })
}
