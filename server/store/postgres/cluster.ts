import { randomBytes } from 'node:crypto'
import type { ConversationId } from '../../../protocol/conversation.ts'
import type { Cluster, Follower, Word } from '../../cluster.ts'
import type { Change, Conversation } from '../../domain/conversation.ts'
import { Refusal } from '../../domain/refusal.ts'
import { attend, claimAbsences, endAbsence, expectAgents, leaveCluster } from './attendance.ts'
import { changedOf, howFarTheyAre } from './comparing.ts'
import type { HowFar } from './comparing.ts'
import type { PostgresConversations } from './conversations.ts'
import type { Database } from './database.ts'
import { Listener } from './listener.ts'
import { Notifier } from './notifier.ts'
import { readTelegram } from './telegram.ts'
import type { Changed, Telegram } from './telegram.ts'

export interface ClusterOptions {
  database: Database
  log: { warn(message: string): void }
  now: () => number
  /** How often leases are renewed and heads compared. A lease lasts three of the usual beats. */
  beatEveryMs?: number
}

const usualBeatMs = 5_000

/**
 * Follows what other servers do. A NOTIFY is a wake-up: what changed is read from the conversation's own log, by its own
 * numbers. Whatever is lost on the way is found by the beat, which compares heads.
 */
export class PostgresCluster implements Cluster {
  readonly #database: Database
  readonly #options: ClusterOptions
  readonly #id = randomBytes(9).toString('base64url')
  readonly #listener: Listener
  readonly notifier: Notifier
  #conversations: PostgresConversations | null = null
  #follower: Follower | null = null
  #attending: string[] = []
  #timer: NodeJS.Timeout | null = null
  #beating: Promise<void> | null = null
  #beatAgain = false
  /** Echoes that were sent and not heard. */
  #unheard = 0
  #warned = false
  /** How far they were at the last beat. */
  #compared = new Map<ConversationId, number>()
  #left = false

  constructor(options: ClusterOptions) {
    this.#options = options
    this.#database = options.database
    this.notifier = new Notifier(options.database, this.#id)
    this.#listener = new Listener(
      options.database,
      (payload) => this.#hear(payload),
      () => this.#mayHaveMissed(),
    )
  }

  /** What is known here, to be kept up to date. */
  watch(conversations: PostgresConversations): void {
    this.#conversations = conversations
  }

  /** Others changed a conversation that is known here; it has the change already. */
  others(conversation: Conversation, change: Change): void {
    this.#follower?.conversationChanged(conversation, change)
  }

  async follow(follower: Follower): Promise<void> {
    this.#follower = follower
    await this.#listener.open()
    await this.#beat()
    // The others count on being woken from now on.
    this.notifier.tell({ attendance: true })
    this.#timer = setInterval(() => void this.#beat(), this.#options.beatEveryMs ?? usualBeatMs).unref()
  }

  tell(word: Word): void {
    this.notifier.tell(word)
  }

  attend(agentIds: string[]): void {
    this.#attending = agentIds
    if (!this.#follower) return
    void this.#beat().then(() => this.notifier.tell({ attendance: true }))
  }

  expect(agentIds: string[]): Promise<void> {
    return expectAgents(this.#database, agentIds)
  }

  async leave(): Promise<void> {
    if (this.#left) return
    this.#left = true
    if (this.#timer) clearInterval(this.#timer)
    await this.#listener.close()
    await this.#beating
    if (!this.#follower) return
    await leaveCluster(this.#database, this.#id).catch(() => undefined) // its lease runs out
    this.notifier.tell({ attendance: true })
    await this.notifier.finish()
  }

  /** One at a time; asked for meanwhile, another one follows. */
  #beat(): Promise<void> {
    if (this.#beating) {
      this.#beatAgain = true
      return this.#beating
    }
    this.#beating = this.#beatOnce()
      .catch((cause: unknown) => {
        // The database is away: everything is refused meanwhile, and the next beat makes it good.
        if (!(cause instanceof Refusal) && !this.#left)
          this.#options.log.warn(`a beat failed: ${String(cause)}`)
      })
      .then(() => {
        this.#beating = null
        if (!this.#beatAgain || this.#left) return
        this.#beatAgain = false
        return this.#beat()
      })
    return this.#beating
  }

  async #beatOnce(): Promise<void> {
    if (this.#left) return
    const { others, agents } = await attend(this.#database, this.#id, this.#attending)
    this.notifier.isAlone = others === 0
    this.#follower?.attendingElsewhere(new Set(agents))
    for (const agentId of await claimAbsences(this.#database)) void this.#agentGone(agentId)
    await this.#listen()
    await this.#compare()
  }

  async #agentGone(agentId: string): Promise<void> {
    try {
      await this.#follower?.agentGone(agentId)
      await endAbsence(this.#database, agentId)
    } catch {
      // Claimed again, here or by another server, when the claim runs out.
    }
  }

  /** A LISTEN that has died says nothing, and neither does one behind a pooler: so this server wakes itself. */
  async #listen(): Promise<void> {
    // Less and less often where it does not help.
    if (isPowerOfTwo(this.#unheard)) this.#listener.replace()
    if (this.#unheard === 3 && !this.#warned) {
      this.#warned = true
      this.#options.log.warn(
        'Nothing comes through from LISTEN: a pooler in transaction mode does not pass it on. Messages from other ' +
          'servers are shown seconds later. Set DATABASE_URL to the database itself, or pool sessions.',
      )
    }
    this.#unheard += 1
    await this.notifier.echo()
  }

  async #compare(): Promise<void> {
    const follower = this.#follower
    if (!follower || this.notifier.isAlone) return
    const rows = await this.#database.run<HowFar>(howFarTheyAre(follower.openHere(), this.#options.now()))
    const before = this.#compared
    this.#compared = new Map(rows.map(({ id, revision }) => [id, revision]))
    // Not those that stand still: a copy that left memory need not be read again to know that.
    for (const row of rows) if (before.get(row.id) !== row.revision) this.#changed(changedOf(row))
  }

  #mayHaveMissed(): void {
    this.#follower?.mayHaveMissed()
    if (this.#timer) void this.#beat()
  }

  #hear(payload: string): void {
    const telegram = readTelegram(payload)
    if (!telegram) return
    if (telegram.from === this.#id) {
      this.#unheard = 0
      return
    }
    this.notifier.isAlone = false
    for (const changed of telegram.changed) this.#changed(changed)
    for (const word of telegram.words) this.#word(word)
  }

  #changed([id, revision, visitorId, handedOver]: Changed): void {
    const [follower, conversations] = [this.#follower, this.#conversations]
    if (!follower || !conversations) return
    // Those of people concern every inbox and the places in line; the bot's only who has them on a screen.
    if (!handedOver && !follower.isOpenHere(id, visitorId)) return
    // One that cannot be read now is compared again by the next beat.
    conversations.catchUp(id, revision).catch(() => this.#compared.delete(id))
  }

  #word(word: Telegram['words'][number]): void {
    const follower = this.#follower
    if (!follower) return
    if ('account' in word) follower.accountChanged(word.account)
    else if ('session' in word) follower.sessionEnded(word.session)
    else if ('typing' in word) follower.typing(word.typing)
    else if ('erased' in word) follower.conversationErased(word.erased)
    else void this.#beat()
  }
}

function isPowerOfTwo(count: number): boolean {
  return count > 0 && (count & (count - 1)) === 0
}
