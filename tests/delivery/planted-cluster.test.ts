import { expect, onTestFinished, test } from 'vitest'
import type { DatabaseLine } from './database-line.ts'
import { startPostgresDesk } from './desks-postgres.ts'
import type { PostgresDeskOptions, Sql } from './desks-postgres.ts'
import type { Fault } from './fault.ts'
import { judge } from './judge.ts'
import { runHistory } from './run.ts'

/** What the judge says of a desk of two servers with this bug, each finding as one line. */
async function findings(options: Omit<PostgresDeskOptions, 'servers'>, faults: Fault[] = []) {
  const desks = await startPostgresDesk({ servers: 2, ...options })
  onTestFinished(() => desks.remove())
  const history = await runHistory(desks, {
    ...{ seed: 1, seconds: 6, visitors: 4, askers: 2, quietWithinMs: 1_000, faults },
    // A wire leads to the next server at each connection: each visitor has a page on either.
    plant: ({ visitors, askers }) => [...visitors, ...askers].forEach((visitor) => visitor.openPage()),
  })
  return judge(history).map(({ check }) => check)
}

/** Each server listens where nobody speaks and believes to be alone: it hears no wake-up and compares nothing. */
async function deafen(sql: Sql, lines: DatabaseLine[]): Promise<void> {
  for (const line of lines) replace(line, 'LISTEN frontdesk', 'LISTEN backyards')
  await sql(`CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`)
  await sql(
    `CREATE TRIGGER hidden BEFORE INSERT ON frontdesk.servers FOR EACH ROW EXECUTE FUNCTION nothing()`,
  )
}

/** Another statement reaches the database than the server sent. */
function replace(line: DatabaseLine, text: string, by: string): void {
  if (text.length !== by.length) throw new Error('lengths travel with a statement: both must be as long')
  const before = line.meddle
  line.meddle = (bytes) => Buffer.from(before(bytes).toString('latin1').replaceAll(text, by), 'latin1')
}

test('two servers that hear nothing of each other are found', async () => {
  expect(await findings({ prepare: ({ sql, lines }) => deafen(sql, lines) })).toContain('C2')
}, 60_000)

test('an entry that is given the number of the one before it is found', async () => {
  const found = await findings({
    async prepare({ sql }) {
      await sql('ALTER TABLE frontdesk.entries DROP CONSTRAINT entries_pkey')
      await sql(`
        CREATE FUNCTION stale() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          NEW.sequence := 2;
          NEW.body := replace(NEW.body::text, '"sequence":3,', '"sequence":2,')::json;
          RETURN NEW;
        END $$`)
      await sql(`
        CREATE TRIGGER numbered BEFORE INSERT ON frontdesk.entries
        FOR EACH ROW WHEN (NEW.sequence = 3) EXECUTE FUNCTION stale()`)
    },
  })
  expect(found).toContain('C6')
}, 60_000)

test('a database that says "committed" before it has written is found, once it is killed', async () => {
  const killed: Fault = {
    name: 'database killed',
    isOfServer: true,
    mostMs: 0,
    async happen({ desks }) {
      await desks.database!.postgres.stop('immediate')
      await desks.database!.postgres.start()
    },
  }
  const settings = ['synchronous_commit=off', 'wal_writer_delay=10s', 'wal_writer_flush_after=0']
  expect(await findings({ settings }, [killed])).toContain('C1')
}, 60_000)
