// npm run bench: builds what is stale, then measures. `npm run bench -- load --json` prints one line a figure.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from './build.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

// Standard output belongs to the figures.
build({ quiet: true })
const bench = spawn(
  process.execPath,
  ['--import', 'tsx', join(root, 'bench', 'main.ts'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
bench.once('exit', (code) => process.exit(code ?? 1))
