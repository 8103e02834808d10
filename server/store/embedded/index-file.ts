import type { ConversationSummary } from '../../domain/summary.ts'
import type { Catalogue } from '../catalogue.ts'
import { hashText, headOf, newHash, noHash, tail, unsealed } from './envelope.ts'
import { isErrorCode, writeAll } from './file-system.ts'
import type { OpenFile } from './file-system.ts'
import { replaceFile } from './files.ts'
import type { Folder } from './folder.ts'
import { Kept, indexedOf } from './kept.ts'
import type { Indexed } from './kept.ts'

/** The first layout had whole summaries, all on one line. It is read, and written no more. */
const kind = { format: 'frontdesk-index', version: 2, id: 'index' }

/** So much is put together, hashed and written between two looks at what else there is to do. */
const sliceBytes = 1024 * 1024

/**
 * `index.json`: what lists ask of every conversation before they show it, so that a start reads one file and not all of
 * them. A list in JSON with a conversation on each line, read and written line by line: as one value, a hundred thousand
 * would take more memory than anything else and hold everybody up.
 */
export class IndexFile {
  readonly path: string
  readonly #folder: Folder

  constructor(folder: Folder) {
    this.path = folder.pathOf('index.json')
    this.#folder = folder
  }

  /** Null: there is no such file. Throws DamagedFile or NewerFile. */
  async load(): Promise<Kept[] | null> {
    try {
      const list = unsealed(await this.#folder.files.readFile(this.path), this.path, kind)
      return Array.from(
        list.indexOf(newline) < 0 ? firstLayout(list) : linesIn(list),
        (each) => new Kept(each),
      )
    } catch (error) {
      if (isErrorCode(error, 'ENOENT')) return null
      throw error
    }
  }

  /**
   * A segment may be deleted only after this: what is in no segment is found through the index alone. People's changes
   * go on meanwhile, so a line is as new as the call or newer.
   */
  save(catalogue: Catalogue<Kept>): Promise<void> {
    return replaceFile(this.#folder, this.path, (file) => write(file, catalogue.all().slice()))
  }
}

function* linesIn(list: Buffer): Generator<Indexed, void> {
  for (let from = list.indexOf(newline) + 1; list[from] === openingBrace;) {
    const next = list.indexOf(newline, from) + 1
    const to = list[next - 2] === comma ? next - 2 : next - 1
    yield JSON.parse(list.toString('utf8', from, to)) as Indexed
    from = next
  }
}

/** Also one after the other. Each entry begins as no text in it can, since quotes have a backslash there. */
function* firstLayout(list: Buffer): Generator<Indexed, void> {
  for (let from = list.indexOf(firstEntry), next: number; from >= 0; from = next) {
    next = list.indexOf(firstEntry, from + firstEntry.length)
    // Without the comma or the bracket behind it.
    const text = list.toString('utf8', from, (next < 0 ? list.length : next) - 1)
    const { summary, revision } = JSON.parse(text) as { summary: ConversationSummary; revision: number }
    yield indexedOf(summary.id, summary, revision)
  }
}

/** The head comes last: it has the hash of all that follows it. */
async function write(file: OpenFile, all: readonly Kept[]): Promise<void> {
  const hash = newHash()
  let at = headOf(kind, noHash).length
  for (const text of slices(all)) {
    const slice = Buffer.from(text)
    hash.update(slice)
    await writeAll(file, slice, slice.length, at)
    at += slice.length
  }
  const [end, head] = [Buffer.from(tail), Buffer.from(headOf(kind, hashText(hash)))]
  await writeAll(file, end, end.length, at)
  await writeAll(file, head, head.length, 0)
}

function* slices(all: readonly Kept[]): Generator<string, void> {
  let text = '[\n'
  for (const [index, kept] of all.entries()) {
    text += JSON.stringify(kept.indexed())
    text += index < all.length - 1 ? ',\n' : '\n'
    if (text.length < sliceBytes) continue
    yield text
    text = ''
  }
  yield `${text}]`
}

const firstEntry = Buffer.from('{"summary":')
const newline = 0x0a
const comma = 0x2c
const openingBrace = 0x7b
