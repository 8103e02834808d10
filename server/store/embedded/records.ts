import { Refusal } from '../../domain/refusal.ts'
import type { Records } from '../port.ts'
import { Document } from './documents.ts'
import type { DiskTrust } from './disk-trust.ts'
import type { Folder } from './folder.ts'

/** Small documents in one file, written whole and durably with each change: they change seldom. */
export class FileRecords<T> implements Records<T> {
  readonly path: string
  readonly #document: Document<Record<string, T> | null>
  readonly #trust: DiskTrust
  #records = new Map<string, T>()
  #unreadable: Error | null = null
  #last: Promise<unknown> = Promise.resolve()

  constructor(folder: Folder, name: string, trust: DiskTrust) {
    this.path = folder.pathOf(`${name}.json`)
    const kind = { format: `frontdesk-${name}`, version: 1, id: name }
    this.#document = new Document<Record<string, T> | null>(folder, `${name}.json`, kind, null)
    this.#trust = trust
  }

  /** Null: there is no file yet. Throws DamagedFile. */
  async load(): Promise<this | null> {
    const records = await this.#document.load()
    this.#records = new Map(Object.entries(records ?? {}))
    return records && this
  }

  /** Refuses everything with this fault: an empty list in the place of a damaged one would be taken for the truth. */
  refuseAll(fault: Error): void {
    this.#unreadable = fault
  }

  async all(): Promise<Map<string, T>> {
    return new Map(this.#readable())
  }

  async get(id: string): Promise<T | null> {
    return this.#readable().get(id) ?? null
  }

  change(id: string, decide: (current: T | null) => T | null): Promise<T | null> {
    const changing = this.#last.then(() => this.#change(id, decide))
    this.#last = changing.catch(() => undefined)
    return changing
  }

  /** Waits for changes that are under way. */
  async close(): Promise<void> {
    await this.#last
  }

  async #change(id: string, decide: (current: T | null) => T | null): Promise<T | null> {
    const current = this.#readable().get(id) ?? null
    const decided = decide(current)
    if (decided === null && current === null) return null
    const next = new Map(this.#records)
    if (decided === null) next.delete(id)
    else next.set(id, decided)
    await this.#save(next)
    this.#records = next
    return decided
  }

  async #save(next: Map<string, T>): Promise<void> {
    if (this.#trust.lost) throw new Refusal('try-again', { cause: this.#trust.lost })
    try {
      await this.#document.save(Object.fromEntries(next))
    } catch (error) {
      this.#trust.check(error)
      throw new Refusal('try-again', { cause: error })
    }
  }

  #readable(): Map<string, T> {
    if (this.#unreadable) throw this.#unreadable
    return this.#records
  }
}
