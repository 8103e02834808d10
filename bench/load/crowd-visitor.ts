import { randomBytes } from 'node:crypto'
import { visitorNamespace } from '../../protocol/events.ts'
import type {
  Sent,
  TranscriptPage,
  VisitorNews,
  VisitorRequests,
  VisitorSignals,
  Welcome,
} from '../../protocol/visitor.ts'
import type { Reply } from '../../protocol/refusals.ts'
import { newRandomId } from '../../server/ids.ts'
import { backOffMs } from '../../ui/back-off.ts'
import { connect } from '../../ui/connection.ts'
import type { Connection } from '../../ui/connection.ts'

const messages = 3
/** What a visitor has not got yet when the server dies. */
const linesLost = 2

/** Somebody with an open widget: connects, says hello after each connect, and asks again when that is not answered. */
export class CrowdVisitor {
  /** Resolves with the next welcome; anew after `loseLines`. */
  welcomed: Promise<void>
  backAt = 0
  isRight = true
  readonly #connection: Connection<VisitorRequests, VisitorSignals, VisitorNews>
  #welcome: () => void = () => undefined
  #conversationId: string | null = null
  #head = 0
  #lost = 0

  constructor(url: string) {
    this.welcomed = this.#newWelcome()
    this.#connection = connect({
      url,
      namespace: visitorNamespace,
      auth: { key: randomBytes(32).toString('base64url') },
    })
    this.#connection.onConnect(() => void this.#hello())
  }

  /** A few messages to the bot. A bare server keeps nothing, and then nothing is lost either. */
  async converse(): Promise<void> {
    for (let said = 0; said < messages; said++) {
      const { conversationId = null } = data<Partial<Sent>>(
        await this.#connection.ask('message:send', {
          conversationId: this.#conversationId,
          messageId: newRandomId(),
          text: `Is the blue one in stock again? This is the ${said + 1}. time that I ask.`,
        }),
      )
      this.#conversationId = conversationId
    }
  }

  /** From now on it lacks the last lines, as if their pushes had been under way when the server died. */
  async loseLines(): Promise<void> {
    const conversationId = this.#conversationId
    if (conversationId !== null) {
      const page = data<TranscriptPage>(
        await this.#connection.ask('transcript:since', { conversationId, after: 0 }),
      )
      this.#head = page.head
      this.#lost = linesLost
    }
    this.welcomed = this.#newWelcome()
  }

  async #hello(tries = 0): Promise<void> {
    const reply = await this.#connection.ask('desk:hello', {
      conversationId: this.#conversationId,
      after: this.#head - this.#lost,
      languages: ['en'],
      page: { url: 'https://shop.example/bikes', title: 'Bicycles' },
      timeZone: 'Europe/Stockholm',
    })
    if (reply.ok) this.#back(reply.data)
    else if (this.#connection.state.peek() === 'online')
      setTimeout(() => void this.#hello(tries + 1), backOffMs(tries))
  }

  #back({ conversation }: Welcome): void {
    // The bot may have said more meanwhile.
    const lacked = conversation ? conversation.head - this.#head + this.#lost : 0
    this.isRight = this.#lost === 0 || (lacked >= this.#lost && conversation?.entries.length === lacked)
    this.backAt = Date.now()
    this.#welcome()
  }

  #newWelcome(): Promise<void> {
    return new Promise((resolve) => (this.#welcome = resolve))
  }
}

function data<T>(reply: Reply<unknown>): T {
  if (!reply.ok) throw new Error(`refused: ${reply.refusal}`)
  return (reply.data ?? {}) as T
}
