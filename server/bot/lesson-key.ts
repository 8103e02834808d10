import { createHash } from 'node:crypto'
import { codeDigest } from './matcher/code-digest.ts'
import { readTableFile } from './meaning/word-table-file.ts'
import type { Lesson } from './matchers.ts'

/** Names what comes of a lesson: the same key, the same matcher. In it are the lesson, the language's word table and the
 *  code that learns, so that another version never reads what this one wrote. */
export async function keyOf({ language, keep, entries, unanswered = [] }: Lesson): Promise<Buffer> {
  const told = entries.map(({ id, question, phrasings, answer }) => [id, question, phrasings, answer])
  const key = createHash('sha256')
  key.update(JSON.stringify([await codeDigest(), language, keep, told, unanswered]))
  // Where it cannot be read, the lesson is learned without it.
  const table = await readTableFile(language).catch(() => null)
  if (table) key.update(table)
  return key.digest()
}
