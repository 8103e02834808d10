import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { StoreUnavailable } from '../unavailable.ts'

/** What a file says about itself, checked when it is read. */
export interface FileKind {
  /** `frontdesk-conversation`, and the version of its layout. */
  format: string
  version: number
  /** Which document it is: a file under another's name is not taken for it. */
  id: string
}

/** The file is not what was written: cut, changed, or another document's. */
export class DamagedFile extends Error {
  readonly path: string

  constructor(path: string, problem: string) {
    super(`${path} is damaged: ${problem}`)
    this.name = 'DamagedFile'
    this.path = path
  }
}

/** The file is sound, but a later version of Frontdesk wrote it. */
export class NewerFile extends StoreUnavailable {
  constructor(path: string, version: number) {
    super(
      `${path} was written by a newer Frontdesk (layout ${version}). Start that version again, or a later one.`,
    )
  }
}

/** The hash is over the text of `data` as it stands, so nothing has to be serialised again to check it. */
export function sealed(kind: FileKind, data: unknown): string {
  const text = JSON.stringify(data)
  return headOf(kind, hashOf(text)) + text + tail
}

/** What comes before the text of `data`. As long for one hash as for another. */
export function headOf({ format, version, id }: FileKind, sha256: string): string {
  return `${JSON.stringify({ format, version, id, sha256 }).slice(0, -1)},"data":`
}

export const tail = '}\n'

/** What stands for the hash in a head whose text is not written yet. */
export const noHash = 'A'.repeat(hashOf('').length)

const envelope = /^(\{"format":"[^"]*","version":\d+,"id":"[^"]*","sha256":"[^"]*"),"data":/

/** Far longer than any envelope. */
const envelopeMaxBytes = 1024

/**
 * The text of `data`, checked. Works on the bytes, and the answer is a part of them: an index of many conversations must
 * not be in memory twice. Throws DamagedFile or NewerFile.
 */
export function unsealed(bytes: Buffer, path: string, kind: FileKind): Buffer {
  const match = envelope.exec(bytes.toString('latin1', 0, envelopeMaxBytes))
  if (!match?.[1]) throw new DamagedFile(path, bytes.length === 0 ? 'it is empty' : 'it has no envelope')
  const head = JSON.parse(`${match[1]}}`) as FileKind & { sha256: string }
  if (head.format !== kind.format || head.id !== kind.id)
    throw new DamagedFile(path, `it says that it is ${head.format} ${head.id}`)
  const data = bytes.subarray(match[0].length, bytes.lastIndexOf('}'))
  if (hashOf(data) !== head.sha256) throw new DamagedFile(path, 'its checksum differs')
  if (head.version > kind.version) throw new NewerFile(path, head.version)
  return data
}

export function newHash(): Hash {
  return createHash('sha256')
}

export function hashText(hash: Hash): string {
  return hash.digest('base64url')
}

function hashOf(data: string | Buffer): string {
  return hashText(newHash().update(data))
}
