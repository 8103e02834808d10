/**
 * Gathers what wants to be done and does it together: all that came in with a turn of the event loop, or while the
 * batches before were on their way. So the busier the desk, the larger the batches.
 */
export class Lane<T> {
  readonly #work: (batch: T[]) => Promise<void>
  readonly #abreast: number
  #gathered: T[] = []
  #underway = 0
  #scheduled = false
  #idle: (() => void)[] = []

  /** `abreast`: how many batches may be on their way. `work` never rejects. */
  constructor(abreast: number, work: (batch: T[]) => Promise<void>) {
    this.#abreast = abreast
    this.#work = work
  }

  gather(item: T): void {
    this.#gathered.push(item)
    this.#schedule()
  }

  /** Resolves when nothing is gathered and nothing is on its way. */
  async finish(): Promise<void> {
    if (this.#underway > 0 || this.#gathered.length > 0)
      await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  #schedule(): void {
    if (this.#scheduled || this.#underway >= this.#abreast) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      void this.#begin()
    })
  }

  async #begin(): Promise<void> {
    const batch = this.#gathered.splice(0)
    this.#underway += 1
    if (batch.length > 0) await this.#work(batch)
    this.#underway -= 1
    if (this.#gathered.length > 0) this.#schedule()
    else if (this.#underway === 0) for (const resolve of this.#idle.splice(0)) resolve()
  }
}
