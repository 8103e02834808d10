import { dampenCount } from './feature-counts.ts'

/** Numbers features as they are first met, and keeps what each text has of them. */
export class FeatureTally<Name extends string | number> {
  readonly names: Name[] = []
  /** In how many texts each is. */
  readonly texts: number[] = []
  private readonly numbers = new Map<Name, number>()
  /** What texts have, in the order in which they have it, and how often: text after text. */
  private readonly met: number[] = []
  private readonly times: number[] = []
  /** Where the texts begin, and where the last one ends. */
  private readonly starts = [0]
  /** How often the text that is being read has each; zeros between two. */
  private readonly timesNow: number[] = []

  get size(): number {
    return this.met.length
  }

  numberOf(name: Name): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    this.numbers.set(name, this.names.length)
    this.texts.push(0)
    this.timesNow.push(0)
    return this.names.push(name) - 1
  }

  meet(numbers: number[]): void {
    for (let at = 0; at < numbers.length; at++) this.meetOne(numbers[at]!)
  }

  meetOne(number: number): void {
    if (this.timesNow[number]!++ === 0) this.met.push(number)
  }

  endText(): void {
    const { met, times, texts, timesNow } = this
    for (let at = times.length; at < met.length; at++) {
      const number = met[at]!
      times.push(timesNow[number]!)
      timesNow[number] = 0
      texts[number]!++
    }
    this.starts.push(met.length)
  }

  /** Writes the features of a text, by the numbers that they got in the end, and how often it has each, from a place on;
   *  returns the next place. What got none, -1, is left out. */
  write(
    text: number,
    numbers: Int32Array,
    ids: Int32Array,
    frequencies: Float32Array,
    place: number,
  ): number {
    const end = this.starts[text + 1]!
    for (let at = this.starts[text]!; at < end; at++) {
      const id = numbers[this.met[at]!]!
      if (id < 0) continue
      ids[place] = id
      frequencies[place++] = dampenCount(this.times[at]!)
    }
    return place
  }

  /** The mass of the features of a text that got no number. */
  massOfOthers(text: number, numbers: Int32Array): number {
    let mass = 0
    for (let at = this.starts[text]!; at < this.starts[text + 1]!; at++)
      if (numbers[this.met[at]!]! < 0) mass += dampenCount(this.times[at]!) ** 2
    return mass
  }
}
