import { randomBytes } from 'node:crypto'
import type { ConversationId } from '../../protocol/conversation.ts'
import type { Reply } from '../../protocol/refusals.ts'
import type { Sent, TranscriptPage } from '../../protocol/visitor.ts'
import { Delays } from './delays.ts'
import { messageIdOf, numberOf, prefixBytes } from './wire.ts'
import type { SentMessages } from './wire.ts'

/** What a side needs of its socket. Both sides' sockets carry these two requests. */
export interface Wire {
  send(
    input: { conversationId: ConversationId; messageId: string; text: string },
    reply: (answer: Reply<Sent>) => void,
  ): void
  since(
    input: { conversationId: ConversationId; after: number },
    reply: (answer: Reply<TranscriptPage>) => void,
  ): void
}

/** What this process counts while the window is open. */
export class Counts {
  open = false
  acked = 0
  refused = 0
  readonly ack = new Delays()
  readonly push = new Delays()
  readonly delivery = new Delays()

  begin(): void {
    this.acked = 0
    for (const delays of [this.ack, this.push, this.delivery]) delays.clear()
    this.open = true
  }
}

/** More than any side has in flight: the times of a message are found by its number in a ring. */
const remembered = 4096

/** One side of a conversation: sends, and each acknowledgement sends the next. */
export class Side {
  readonly conversationId: ConversationId
  readonly prefix = randomBytes(prefixBytes).toString('base64url')
  /** Sent, acknowledged, and of these: pushed to the other side. */
  sent = 0
  acked = 0
  pushed = 0
  readonly #wire: Wire
  readonly #text: string
  readonly #counts: Counts
  readonly #sentAt = new Float64Array(remembered)
  readonly #ackedAt = new Float64Array(remembered)
  #goesOn = false
  #quiet = false
  #whenQuiet: () => void = () => undefined

  constructor(wire: Wire, conversationId: ConversationId, text: string, counts: Counts) {
    this.#wire = wire
    this.conversationId = conversationId
    this.#text = text
    this.#counts = counts
  }

  /** Each acknowledgement sends the next. */
  talk(inflight: number): void {
    this.#goesOn = true
    for (let i = 0; i < inflight; i++) this.say()
  }

  /** Says no more; resolves when all that was sent is acknowledged. */
  finish(): Promise<void> {
    this.#quiet = true
    this.#goesOn = false
    if (this.acked === this.sent) return Promise.resolve()
    return new Promise((resolve) => (this.#whenQuiet = resolve))
  }

  /** The other side has this message by a push. */
  arrived(messageId: string): void {
    if (!messageId.startsWith(this.prefix)) return
    const slot = numberOf(messageId) % remembered
    const now = performance.now()
    this.pushed++
    if (!this.#counts.open) return
    this.#counts.delivery.add(now - (this.#sentAt[slot] ?? 0))
    // A push may be faster than the acknowledgement: then the delay between them counts as none.
    const ackedAt = this.#ackedAt[slot] ?? 0
    this.#counts.push.add(ackedAt === 0 ? 0 : now - ackedAt)
  }

  messages(): SentMessages {
    return { conversationId: this.conversationId, prefix: this.prefix, count: this.sent }
  }

  say(): void {
    const slot = this.sent % remembered
    const messageId = messageIdOf(this.prefix, this.sent++)
    const sentAt = performance.now()
    this.#sentAt[slot] = sentAt
    this.#ackedAt[slot] = 0
    const { conversationId } = this
    this.#wire.send({ conversationId, messageId, text: this.#text }, (reply) => {
      const now = performance.now()
      this.#ackedAt[slot] = now
      this.acked++
      if (!reply.ok) this.#counts.refused++
      else if (this.#counts.open) {
        this.#counts.acked++
        this.#counts.ack.add(now - sentAt)
      }
      if (this.#goesOn) this.say()
      else if (this.#quiet && this.acked === this.sent) this.#whenQuiet()
    })
  }
}

/** All together say so many a second, whatever the answers do: a slow server does not slow its load down. */
export function sayAtRate(sides: readonly Side[], perSecond: number): () => void {
  const began = performance.now()
  let said = 0
  const timer = setInterval(() => {
    const due = ((performance.now() - began) * perSecond) / 1000
    while (said < due) sides[said++ % sides.length]?.say()
  }, 1)
  return () => clearInterval(timer)
}

/** Counts this side's messages in the transcript as the other side can read it after a gap. */
export async function foundBySince(reader: Wire, { conversationId, prefix }: SentMessages): Promise<number> {
  let found = 0
  for (let after = 0, head = 1; after < head;) {
    const page = await new Promise<TranscriptPage>((resolve, reject) =>
      reader.since({ conversationId, after }, (reply) =>
        reply.ok ? resolve(reply.data) : reject(new Error(`transcript:since was refused: ${reply.refusal}`)),
      ),
    )
    for (const { id } of page.entries) if (id.startsWith(prefix)) found++
    after += page.entries.length
    head = page.entries.length === 0 ? after : page.head
  }
  return found
}
