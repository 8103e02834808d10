import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { isErrorCode } from '../store/embedded/file-system.ts'
import { DeskFileProblem, format, version } from './desk-file.ts'
import type { End } from './desk-file.ts'
import { Content, canonicalText, digestOf } from './desk-item.ts'
import type { Counts, DeskItem } from './desk-item.ts'

/** As many as a store is asked for at once. */
const itemsAtOnce = 32

export interface ReadItem {
  item: DeskItem
  digest: string
  line: number
}

/**
 * Reads such a file, a few items in memory at a time; `content` is told of each. Throws DeskFileProblem where the file
 * is not whole.
 */
export async function* readDeskFile(path: string, content = new Content()): AsyncGenerator<ReadItem[], void> {
  let gathered: ReadItem[] = []
  let line = 0
  let end: End | null = null
  for await (const text of linesIn(path)) {
    line++
    if (line === 1) checkHeader(path, text)
    else if (end) throw new DeskFileProblem(`${path}:${line}: there is more after its end. ${copyAgain}`)
    else {
      const parsed = parse(path, line, text)
      if ('end' in parsed) end = parsed
      else {
        content.add(parsed.item, parsed.digest)
        gathered.push({ ...parsed, line })
        if (gathered.length < itemsAtOnce) continue
        yield gathered
        gathered = []
      }
    }
  }
  if (line === 0) throw new DeskFileProblem(`${path} is empty. ${copyAgain}`)
  if (!end)
    throw new DeskFileProblem(`${path} was cut: it stops after line ${line}, before its end. ${copyAgain}`)
  checkEnd(path, end, content)
  if (gathered.length > 0) yield gathered
}

const copyAgain = 'Copy it again from where it was made, or export the desk again.'

function checkHeader(path: string, text: string): void {
  const header = jsonIn(text) as { format?: unknown; version?: unknown } | null
  if (header?.format !== format || typeof header.version !== 'number')
    throw new DeskFileProblem(
      `${path}:1: this is no desk. Name a file that "npm run store -- export" has written.`,
    )
  if (header.version > version)
    throw new DeskFileProblem(
      `${path}:1: a newer Frontdesk wrote it (layout ${header.version}, this one knows ${version}). ` +
        'Import it with that version, or a later one.',
    )
}

function parse(path: string, line: number, text: string): { item: DeskItem; digest: string } | End {
  const found = jsonIn(text)
  if (found && 'end' in found) return found as unknown as End
  if (found && ('account' in found || 'conversation' in found)) {
    const { sha256, ...item } = found
    const digest = digestOf(canonicalText(item as unknown as DeskItem))
    if (digest === sha256) return { item: item as unknown as DeskItem, digest }
  }
  throw new DeskFileProblem(`${path}:${line}: this line is damaged. ${copyAgain}`)
}

function checkEnd(path: string, { end }: End, content: Content): void {
  const { sha256, ...counts } = end
  for (const [what, said] of Object.entries(counts)) {
    const found = content.counts[what as keyof Counts]
    if (found !== said)
      throw new DeskFileProblem(`${path}: it says ${said} ${what}, but has ${found}. ${copyAgain}`)
  }
  if (sha256 !== content.hash())
    throw new DeskFileProblem(`${path}: its lines are not those that were written. ${copyAgain}`)
}

function jsonIn(text: string): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(text)
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : null
  } catch {
    return null // not JSON: whoever asked says which line
  }
}

/** Not readline: that one hears nothing of a stream that fails. */
async function* linesIn(path: string): AsyncGenerator<string, void> {
  let begun = ''
  try {
    const compressed = await isCompressed(path)
    const bytes = createReadStream(path)
    const stream = compressed ? pipeline(bytes, createGunzip(), () => undefined) : bytes
    for await (const chunk of stream.setEncoding('utf8') as AsyncIterable<string>) {
      const [first = '', ...more] = chunk.split('\n')
      begun += first
      for (const next of more) {
        yield begun
        begun = next
      }
    }
  } catch (cause) {
    throw unreadable(path, cause)
  }
  if (begun !== '') yield begun
}

/** By the first two bytes: a file may have lost the end of its name. */
async function isCompressed(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file.close()
  }
}

function unreadable(path: string, cause: unknown): unknown {
  if (isErrorCode(cause, 'ENOENT')) return new DeskFileProblem(`${path} does not exist.`)
  if (isErrorCode(cause, 'EACCES', 'EPERM'))
    return new DeskFileProblem(`${path} may not be read by this user. Run this as the user who exported it.`)
  if (isErrorCode(cause, 'EISDIR')) return new DeskFileProblem(`${path} is a folder. Name a file.`)
  if (isErrorCode(cause, 'Z_BUF_ERROR')) return new DeskFileProblem(`${path} was cut. ${copyAgain}`)
  if (isErrorCode(cause, 'Z_DATA_ERROR')) return new DeskFileProblem(`${path} is damaged. ${copyAgain}`)
  return cause
}
