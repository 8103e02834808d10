// npm run soak: builds what is stale, finds or gets a browser, and runs the history checker. See tests/delivery/soak.ts.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findOrInstallBrowser } from './browser.mjs'
import { build } from './build.mjs'

const root = join(import.meta.dirname, '..')
build()
const program = [
  join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'),
  join(root, 'tests', 'delivery', 'soak.ts'),
]
const run = spawnSync(process.execPath, [...program, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CHROME_PATH: findOrInstallBrowser() },
})
process.exit(run.status ?? 1)
