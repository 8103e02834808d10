import type { ConversationId, Note, TranscriptEntry } from '../../../protocol/conversation.ts'
import { applyChange, emptyConversation } from '../../domain/conversation.ts'
import type { Conversation, ConversationState } from '../../domain/conversation.ts'
import { Document } from './documents.ts'
import { DamagedFile } from './envelope.ts'
import { isErrorCode } from './file-system.ts'
import { FolderSyncedLater } from './folder.ts'
import type { Folder } from './folder.ts'

/**
 * A full page never changes again, so a long conversation costs no more to write than a short one. Few are longer than
 * one page; smaller ones cost a busy desk more, since a file's sync takes longer than its bytes.
 */
export const entriesPerPage = 1000

/** A conversation as its files have it. */
export interface Filed {
  conversation: Conversation
  revision: number
  /** How many full pages are known to stand in files of their own. */
  pages: number
}

/** What `<id>.json` holds: everything but the entries of the full pages. */
interface ConversationDocument {
  revision: number
  pages: number
  head: number
  noteHead: number
  state: ConversationState
  notes: readonly Note[]
  /** The last full page too: a copy of the folder may have this file and not yet that page. */
  entries: readonly TranscriptEntry[]
}

/** `conversations/<id>.json` and its full pages `<id>.1.json`, `<id>.2.json` … */
export class ConversationFiles {
  readonly #folder: Folder
  readonly #syncedLater: Folder
  /** Of which there are files under other names. What is set aside later belongs to what nobody finds any more. */
  #aside: ReadonlySet<ConversationId> = new Set()

  constructor(folder: Folder) {
    this.#folder = folder
    this.#syncedLater = new FolderSyncedLater(folder.files, folder.path)
  }

  /**
   * Writes the conversation as it is at the call. Returns how many full pages stand in files now. Its file is durable
   * once `settle` was called after that: one call for many of them.
   */
  async write(conversation: Conversation, revision: number, pagesBefore: number): Promise<number> {
    const { id } = conversation
    const pages = Math.floor(conversation.entries.length / entriesPerPage)
    const document: ConversationDocument = {
      revision,
      pages,
      head: conversation.entries.length,
      noteHead: conversation.notes.length,
      state: { ...conversation.state },
      notes: conversation.notes.slice(),
      entries: conversation.entries.slice(Math.max(0, pages - 1) * entriesPerPage),
    }
    const newPages: Promise<void>[] = []
    for (let page = pagesBefore + 1; page <= pages; page++)
      newPages.push(this.#page(id, page).save(pageOf(conversation, page)))
    // Before the file that counts on them.
    await Promise.all(newPages)
    await this.#main(id).save(document)
    return pages
  }

  settle(): Promise<void> {
    return this.#folder.sync()
  }

  /** Null: there is no such file. Throws DamagedFile with the path of the one that is damaged. */
  async read(id: ConversationId): Promise<Filed | null> {
    const document = await this.#main(id).load()
    if (!document) return null
    const { revision, head } = document
    const pages = (head - document.entries.length) / entriesPerPage
    const older = await Promise.all(
      Array.from({ length: pages }, (_, index) => this.#readPage(id, index + 1)),
    )
    const conversation = emptyConversation(id, document.state)
    try {
      applyChange(conversation, {
        state: {},
        entries: [...older.flat(), ...document.entries],
        notes: [...document.notes],
      })
    } catch (error) {
      throw new DamagedFile(this.pathOf(id), error instanceof Error ? error.message : String(error))
    }
    return { conversation, revision, pages }
  }

  /** As `read`, of a conversation that must have a file. */
  async readKnown(id: ConversationId): Promise<Filed> {
    const filed = await this.read(id)
    if (!filed) throw new DamagedFile(this.pathOf(id), 'it is missing')
    return filed
  }

  /** Of every conversation that has a file. */
  async ids(): Promise<ConversationId[]> {
    const names = await this.#folder.files.readdir(this.#folder.path)
    this.#aside = new Set(names.filter((name) => !name.endsWith('.json')).map(idIn))
    return names.flatMap((name) => /^([\w-]+)\.json$/.exec(name)?.[1] ?? [])
  }

  /**
   * Removes all files of these, those that were set aside too, without looking at the names of a hundred thousand others.
   * `removeLeft` goes on with what dies in between.
   */
  async remove(all: readonly Conversation[]): Promise<void> {
    const ids = new Set(all.map(({ id }) => id))
    if ([...ids].some((id) => this.#aside.has(id))) return this.removeLeft(ids)
    await Promise.all(all.map((each) => this.#removeNamed(each)))
    await this.#folder.sync()
  }

  /** Whatever there is of these. */
  async removeLeft(ids: ReadonlySet<ConversationId>): Promise<void> {
    const { files, path } = this.#folder
    for (const name of await files.readdir(path))
      if (ids.has(idIn(name))) await files.unlink(this.#folder.pathOf(name))
    await this.#folder.sync()
  }

  pathOf(id: ConversationId): string {
    return this.#folder.pathOf(`${id}.json`)
  }

  async #removeNamed({ id, entries }: Conversation): Promise<void> {
    for (let page = Math.floor(entries.length / entriesPerPage); page >= 1; page--)
      await this.#unlink(`${id}.${page}.json`)
    await this.#unlink(`${id}.json`)
  }

  async #unlink(name: string): Promise<void> {
    await this.#folder.files.unlink(this.#folder.pathOf(name)).catch((cause: unknown) => {
      if (!isErrorCode(cause, 'ENOENT')) throw cause
    })
  }

  async #readPage(id: ConversationId, page: number): Promise<TranscriptEntry[]> {
    const entries = await this.#page(id, page).load()
    if (!entries) throw new DamagedFile(this.pathOf(id), `its page ${page} is missing`)
    return entries
  }

  #main(id: ConversationId): Document<ConversationDocument | null> {
    return new Document<ConversationDocument | null>(
      this.#syncedLater,
      `${id}.json`,
      { ...conversationKind, id },
      null,
    )
  }

  #page(id: ConversationId, page: number): Document<TranscriptEntry[] | null> {
    const name = `${id}.${page}`
    return new Document<TranscriptEntry[] | null>(
      this.#folder,
      `${name}.json`,
      { ...pageKind, id: name },
      null,
    )
  }
}

const conversationKind = { format: 'frontdesk-conversation', version: 1 }
const pageKind = { format: 'frontdesk-page', version: 1 }

function pageOf({ entries }: Conversation, page: number): TranscriptEntry[] {
  return entries.slice((page - 1) * entriesPerPage, page * entriesPerPage)
}

/** No id has a dot. */
function idIn(name: string): ConversationId {
  return name.split('.', 1)[0]!
}
