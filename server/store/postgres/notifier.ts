import type { ConversationId } from '../../../protocol/conversation.ts'
import type { Database } from './database.ts'
import { telegrams } from './telegram.ts'
import type { Changed, Telegram } from './telegram.ts'

export const channel = 'frontdesk'

/**
 * Wakes the other servers: what changed in the meantime goes in one statement, outside of the changes' transactions,
 * because a NOTIFY takes a lock of the whole database when it commits. What is lost, they find by comparing.
 */
export class Notifier {
  readonly #database: Database
  readonly #from: string
  #changed = new Map<ConversationId, Changed>()
  #words: Telegram['words'] = []
  #sending: Promise<void> | null = null
  /** Nobody else is there to be woken. Not so until that is known: the command line never asks. */
  isAlone = false

  constructor(database: Database, from: string) {
    this.#database = database
    this.#from = from
  }

  changed(changed: Changed): void {
    if (this.isAlone) return
    this.#changed.set(changed[0], changed)
    this.#send()
  }

  tell(word: Telegram['words'][number]): void {
    if (this.isAlone) return
    this.#words.push(word)
    this.#send()
  }

  /** Wakes this server itself: whether the way there is open. */
  async echo(): Promise<void> {
    await this.#notify(telegrams(this.#from, [], []))
  }

  async finish(): Promise<void> {
    while (this.#sending) await this.#sending
  }

  #send(): void {
    this.#sending ??= new Promise((resolve) => setImmediate(resolve)).then(async () => {
      while (this.#changed.size > 0 || this.#words.length > 0) {
        const gathered = telegrams(this.#from, [...this.#changed.values()], this.#words)
        this.#changed = new Map()
        this.#words = []
        await this.#notify(gathered).catch(() => undefined) // the others compare
      }
      this.#sending = null
    })
  }

  async #notify(payloads: string[]): Promise<void> {
    await this.#database.run({ text: notifyText, values: [payloads] })
  }
}

/** A wake-up need not survive a power cut: its commit does not wait for the disk. */
const notifyText = `
  SELECT pg_notify('${channel}', payload), set_config('synchronous_commit', 'off', true)
  FROM unnest($1::text[]) AS payload`
