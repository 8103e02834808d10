import type { ConversationSummary } from '../../domain/conversation.ts'
import type { Catalogue } from '../catalogue.ts'
import { Document } from './documents.ts'
import type { Folder } from './folder.ts'
import type { Kept } from './kept.ts'

interface IndexEntry {
  revision: number
  summary: ConversationSummary
}

/** `index.json`: the summaries of all conversations, so that a start reads one file and not all of them. */
export class IndexFile {
  readonly path: string
  readonly #document: Document<IndexEntry[] | null>

  constructor(folder: Folder) {
    this.path = folder.pathOf('index.json')
    const kind = { format: 'frontdesk-index', version: 1, id: 'index' }
    this.#document = new Document<IndexEntry[] | null>(folder, 'index.json', kind, null)
  }

  load(): Promise<IndexEntry[] | null> {
    return this.#document.load()
  }

  /** A segment may be deleted only after this: what is in no segment is found through the index alone. */
  save(catalogue: Catalogue<Kept>): Promise<void> {
    return this.#document.save(
      catalogue.all().map((kept) => ({ summary: kept.summary(), revision: kept.revision })),
    )
  }
}
