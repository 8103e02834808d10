import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** From here, and from where it is built. */
const root = join(import.meta.dirname, '../..')

/** With its 96 packages it takes 119 MB: too much for everybody's `npm ci`. */
const nlpVersion = '4.27.0'

/** Where node-nlp is put for the bench. */
export const nlpFolder = join(root, 'dist', 'bench', `node-nlp-${nlpVersion}`)

/** Fetches node-nlp with npm when it is not there yet. False where that is not possible; `say` hears of both. */
export async function fetchNlp(say: (line: string) => void): Promise<boolean> {
  if (existsSync(join(nlpFolder, 'complete'))) return true
  say(`Fetching node-nlp ${nlpVersion} for the bench (119 MB) into ${nlpFolder} …`)
  try {
    await mkdir(nlpFolder, { recursive: true })
    await writeFile(join(nlpFolder, 'package.json'), '{"private":true}\n')
    const options = ['--prefer-offline', '--no-audit', '--no-fund', '--no-save', '--ignore-scripts']
    await promisify(execFile)('npm', ['install', ...options, `node-nlp@${nlpVersion}`], { cwd: nlpFolder })
    await writeFile(join(nlpFolder, 'complete'), '')
    return true
  } catch {
    say(
      'node-nlp could not be fetched: nlp.js is left out. Run it again with a connection to your npm registry.',
    )
    return false
  }
}
