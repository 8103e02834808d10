import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { stemmersVersion } from './natural.ts'

let digest: Promise<string> | undefined

/** Changes with the code that runs: with the files beside this one, which are the matcher's sources or the whole built
 *  server, and with the stemmers' version. A number that somebody has to raise would be forgotten. */
export function codeDigest(): Promise<string> {
  return (digest ??= digestOf(fileURLToPath(new URL('.', import.meta.url))))
}

/** Of the scripts in a folder, given with its slash. */
export async function digestOf(folder: string): Promise<string> {
  const hash = createHash('sha256').update(stemmersVersion())
  const files = (await readdir(folder)).filter((name) => /\.[jt]s$/.test(name)).sort()
  for (const name of files) hash.update(name).update(await readFile(folder + name))
  return hash.digest('hex')
}
