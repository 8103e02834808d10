// Builds what is stale into dist/: the loader, the panel, the console, the server, and the matcher as a package.
// A part is stale when a source file, the lock file or the Vite configuration is newer than its last build.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const shared = ['protocol', 'vite.config.ts', 'tsconfig.json', 'package-lock.json']

const parts = {
  loader: [...shared, 'widget', 'ui'],
  panel: [...shared, 'widget', 'ui'],
  console: [...shared, 'console', 'ui'],
  server: [...shared, 'server'],
  matcher: [...shared, 'server/bot'],
}

/**
 * Builds the stale parts and returns their names. In a process of its own: Vite sets NODE_ENV and stays in memory, and
 * neither is meant for the server or the tests that come after it.
 */
export function build({ force = false, quiet = false, only = Object.keys(parts) } = {}) {
  const stale = only.filter((part) => force || isStale(part))
  if (stale.length === 0) return stale
  if (!quiet) console.log(`Building ${stale.join(', ')} …`)
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...stale], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
  return stale
}

async function buildHere(stale) {
  const vite = await import('vite')
  for (const part of stale) {
    const startedAt = Date.now()
    await vite.build({ configFile: join(root, 'vite.config.ts'), mode: part })
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(stamp(part), String(startedAt))
  }
}

const stamp = (part) => join(root, 'dist', `.built-${part}`)

function isStale(part) {
  try {
    const builtAt = Number(readFileSync(stamp(part), 'utf8'))
    return parts[part].some((source) => newest(join(root, source)) > builtAt)
  } catch {
    return true
  }
}

/** The newest change below a path, folders included: a removed file counts as a change too. */
function newest(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2).filter((argument) => argument in parts)
  if (named.length > 0) await buildHere(named)
  else build({ force: process.argv.includes('--force') })
}
