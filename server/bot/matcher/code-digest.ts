import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { stemmersVersion } from '../text/natural.ts'

/** What the matcher is made of, from here; built, all of it is beside this file. */
const folders = import.meta.url.endsWith('.ts')
  ? ['./', '../text/', '../meaning/', '../classifiers/', '../arithmetic/']
  : ['./']

let digest: Promise<string> | undefined

/** Changes with the code that runs: with the matcher's sources or the whole built server, and with the stemmers' version.
 *  A number that somebody has to raise would be forgotten. */
export function codeDigest(): Promise<string> {
  return (digest ??= digestOf(...folders.map((folder) => fileURLToPath(new URL(folder, import.meta.url)))))
}

/** Of the scripts in these folders, given with their slash. */
export async function digestOf(...folders: string[]): Promise<string> {
  const hash = createHash('sha256').update(stemmersVersion())
  for (const folder of folders) {
    const files = (await readdir(folder)).filter((name) => /\.[jt]s$/.test(name)).sort()
    for (const name of files) hash.update(name).update(await readFile(folder + name))
  }
  return hash.digest('hex')
}
