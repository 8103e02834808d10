import { constants, createReadStream } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'

/** What whoever trains can mend: told as one line, without where in the code it came up. */
export class Unusable extends Error {
  override name = 'Unusable'
}

/** Before an hour of work, not after it: everything can be read, and the table written. */
export async function requireFiles(read: string[], write: string): Promise<void> {
  for (const file of read)
    await access(file, constants.R_OK).catch((cause: unknown) => {
      throw new Unusable(`${file} cannot be read (${codeOf(cause)}). Check the name and whose it is.`)
    })
  const folder = dirname(write)
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new Unusable(`${folder} cannot be written to (${codeOf(cause)}). Make it, or name another --out.`)
  })
}

/** The lines of files, packed with gzip where the name ends in `.gz`. */
export async function* linesOf(files: string[]): AsyncGenerator<string> {
  for (const file of files) {
    const bytes = createReadStream(file)
    const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
    // A pipe hands on no errors, and one that nobody hears ends the process.
    bytes.on('error', (cause) => input.destroy(cause))
    try {
      yield* createInterface({ input, crlfDelay: Infinity })
    } catch (cause) {
      throw unreadable(file, cause)
    }
  }
}

export async function readTable(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw unreadable(file, cause)
  })
}

function unreadable(file: string, cause: unknown): Unusable {
  const isPacked = file.endsWith('.gz') && /^(Z_|ERR_)/.test(codeOf(cause))
  return new Unusable(
    isPacked
      ? `${file} is not whole, or not packed with gzip. Pack it again, or take .gz off its name.`
      : `${file} cannot be read (${codeOf(cause)}). Check the name and whose it is.`,
  )
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}
