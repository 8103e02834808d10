import { access, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { fileMode, isErrorCode, nodeFileSystem, syncFolder } from '../store/embedded/file-system.ts'
import { DeskFileProblem, format, version } from './desk-file.ts'
import type { End } from './desk-file.ts'
import { Content, canonicalText, digestOf } from './desk-item.ts'
import type { DeskItem } from './desk-item.ts'

/**
 * Writes a desk as JSON lines, compressed where the name ends in .gz: a header, a line an item with the hash of its
 * text, and at the end the counts and the hash over all. The file has its name only when it is whole and on the disk.
 * Only this user may read it: passwords' hashes and what people wrote are in it.
 */
export async function writeDeskFile(path: string, items: AsyncIterable<DeskItem>): Promise<Content> {
  if (await exists(path))
    throw new DeskFileProblem(`${path} exists already. Name another file, or remove that one first.`)
  const partial = `${path}.${process.pid}.partial`
  const content = new Content()
  try {
    const file = (await open(partial, 'wx', fileMode)).createWriteStream({ flush: true })
    const lines = Readable.from(linesFor(items, content))
    if (path.endsWith('.gz')) await pipeline(lines, createGzip(), file)
    else await pipeline(lines, file)
    await rename(partial, path)
    await syncFolder(nodeFileSystem, dirname(path))
    return content
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => undefined) // what went wrong first is told
    throw unwritable(path, cause)
  }
}

async function* linesFor(items: AsyncIterable<DeskItem>, content: Content): AsyncGenerator<string> {
  yield `${JSON.stringify({ format, version })}\n`
  for await (const item of items) {
    const text = canonicalText(item)
    const sha256 = digestOf(text)
    content.add(item, sha256)
    yield `{"sha256":"${sha256}",${text.slice(1)}\n`
  }
  const end: End = { end: { ...content.counts, sha256: content.hash() } }
  yield `${JSON.stringify(end)}\n`
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function unwritable(path: string, cause: unknown): unknown {
  if (isErrorCode(cause, 'ENOENT', 'ENOTDIR'))
    return new DeskFileProblem(`${path}: there is no such folder. Make it, or name another file.`)
  if (isErrorCode(cause, 'EACCES', 'EPERM', 'EROFS'))
    return new DeskFileProblem(`${path} cannot be written by this user. Name a file where it may write.`)
  if (isErrorCode(cause, 'ENOSPC', 'EDQUOT', 'EFBIG'))
    return new DeskFileProblem(`${path}: no space is left there. Free some, or name a file on another disk.`)
  return cause
}
