interface Due {
  at: number
  run: () => void
}

/** What happens when, in a world without a clock of its own: a heap of events, the next first. */
export class Events {
  now = 0
  readonly #heap: Due[] = []

  after(ms: number, run: () => void): void {
    const heap = this.#heap
    const due = { at: this.now + ms, run }
    let index = heap.push(due) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent]
      if (!above || above.at <= due.at) break
      heap[index] = above
      index = parent
    }
    heap[index] = due
  }

  runUntil(ms: number): void {
    for (let next = this.#heap[0]; next && next.at <= ms; next = this.#heap[0]) {
      this.#removeFirst()
      this.now = next.at
      next.run()
    }
    this.now = ms
  }

  #removeFirst(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let index = 0
    for (;;) {
      const [left, right] = [heap[2 * index + 1], heap[2 * index + 2]]
      const smaller = right && left && right.at < left.at ? right : left
      if (!smaller || smaller.at >= last.at) break
      heap[index] = smaller
      index = smaller === left ? 2 * index + 1 : 2 * index + 2
    }
    heap[index] = last
  }
}

const forgetAfter = 10_000

/** So many hands and one line in front of them: a server has one, a database as many as cores. */
export class Hands {
  busyMs = 0
  readonly #events: Events
  readonly #line: { ms: number; done: () => void }[] = []
  #first = 0
  #free: number

  constructor(events: Events, count: number) {
    this.#events = events
    this.#free = count
  }

  work(ms: number, done: () => void): void {
    this.#line.push({ ms, done })
    this.#take()
  }

  #take(): void {
    const next = this.#free > 0 ? this.#line[this.#first] : undefined
    if (!next) return
    if (++this.#first > forgetAfter) {
      this.#line.splice(0, this.#first)
      this.#first = 0
    }
    this.#free--
    this.busyMs += next.ms
    this.#events.after(next.ms, () => {
      this.#free++
      next.done()
      this.#take()
    })
  }
}
