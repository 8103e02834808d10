import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runSql } from '../support/postgres.ts'
import { waitFor } from '../support/wait-for.ts'

const root = join(import.meta.dirname, '..', '..')

test('the PostgreSQL of a test run that is killed ends by itself, and leaves no folder', async () => {
  const script = `
    const { startPostgres } = await import('./tests/support/postgres-server.ts')
    const server = await startPostgres()
    console.log(server.urlOf('postgres'))
    setInterval(() => {}, 1_000)`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const run = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(run.stdout, 'data')) as [Buffer]
  const url = line.toString().trim()
  const [{ folder } = { folder: '' }] = (await runSql(url, 'SHOW data_directory').then((rows) =>
    rows.map((row) => ({ folder: (row as { data_directory: string }).data_directory })),
  )) as { folder: string }[]
  expect(existsSync(folder)).toBe(true)
  run.kill('SIGKILL')
  await waitFor('its end', () => !existsSync(join(folder, '..')))
  await expect(runSql(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
})
