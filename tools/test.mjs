// npm test: builds what is stale, finds or gets a browser, runs every test. Arguments go to vitest.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findOrInstallBrowser } from './browser.mjs'
import { build } from './build.mjs'

const root = join(import.meta.dirname, '..')
build()
const browser = findOrInstallBrowser()
console.log(`Browser for the tests: ${browser}`)
mkdirSync(join(root, 'dist'), { recursive: true })

const reports = ['--reporter=default', '--reporter=json', '--outputFile.json=dist/test-results.json']
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const run = spawnSync(process.execPath, [vitest, 'run', ...reports, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CHROME_PATH: browser },
})
process.exit(run.status ?? 1)
