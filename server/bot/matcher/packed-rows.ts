export interface PackedRowsParts {
  columns: number
  /** Where each row begins, and where the last one ends. */
  starts: Uint32Array
  /** In bytes where they fit: most FAQs have less than 256 entries. */
  columnAt: Uint8Array | Uint16Array
  levels: Int8Array
  /** What one level of a row amounts to. */
  scales: Float32Array
}

const highestLevel = 127

/** Rows of numbers in a byte each, with a scale a row, and without what that makes zero: four in five are, as a feature
 *  says something about few entries. A tenth of the memory, and no ranking changes by it. */
export class PackedRows {
  readonly parts: PackedRowsParts

  constructor(parts: PackedRowsParts) {
    this.parts = parts
  }

  static pack(values: Float32Array, columns: number): PackedRows {
    const packer = new RowPacker(values.length / columns, columns)
    for (let start = 0; start < values.length; start += columns) packer.add(values, start)
    return packer.finish()
  }

  at(row: number, column: number): number {
    const { starts, columnAt, levels, scales } = this.parts
    const place = columnAt.subarray(starts[row], starts[row + 1]).indexOf(column)
    return place < 0 ? 0 : scales[row]! * levels[starts[row]! + place]!
  }

  /** Adds a row, times `factor`, to as many sums. Four at a time: no two are the same, so none need wait for another. */
  addTo(sums: Float64Array, row: number, factor: number): void {
    const { starts, columnAt, levels, scales } = this.parts
    const scaled = factor * scales[row]!
    const end = starts[row + 1]!
    let at = starts[row]!
    for (const fourfold = end - 3; at < fourfold; at += 4) {
      const first = columnAt[at]!
      const second = columnAt[at + 1]!
      const third = columnAt[at + 2]!
      const fourth = columnAt[at + 3]!
      const firstSum = sums[first]! + scaled * levels[at]!
      const secondSum = sums[second]! + scaled * levels[at + 1]!
      const thirdSum = sums[third]! + scaled * levels[at + 2]!
      const fourthSum = sums[fourth]! + scaled * levels[at + 3]!
      sums[first] = firstSum
      sums[second] = secondSum
      sums[third] = thirdSum
      sums[fourth] = fourthSum
    }
    for (; at < end; at++) sums[columnAt[at]!]! += scaled * levels[at]!
  }
}

/** Takes rows one by one, so that they need never be there all at once. */
export class RowPacker {
  private readonly columns: number
  private readonly starts: Uint32Array
  private readonly scales: Float32Array
  private columnAt: Uint8Array | Uint16Array
  private levels: Int8Array
  private rows = 0
  private size = 0

  constructor(rows: number, columns: number) {
    this.columns = columns
    this.starts = new Uint32Array(rows + 1)
    this.scales = new Float32Array(rows)
    // One in five, as most have it, and never so few that the next row has no room.
    const room = Math.ceil((rows * columns) / 5) + columns
    this.columnAt = columns <= 256 ? new Uint8Array(room) : new Uint16Array(room)
    this.levels = new Int8Array(room)
  }

  /** The next row: from `start`, as long as there are columns. */
  add(values: Float32Array, start = 0): void {
    const { columns } = this
    if (this.size + columns > this.levels.length) this.makeRoom()
    let { size } = this
    const { columnAt, levels } = this
    const scale = largestOf(values, start, columns) / highestLevel
    for (let column = 0; column < columns; column++) {
      const value = values[start + column]!
      // As most are: no need to divide.
      if (value === 0) continue
      const level = Math.round(value / scale)
      if (level === 0) continue
      columnAt[size] = column
      levels[size++] = level
    }
    this.scales[this.rows++] = scale
    this.starts[this.rows] = this.size = size
  }

  finish(): PackedRows {
    const { columns, starts, scales, size } = this
    const columnAt = this.columnAt.slice(0, size)
    return new PackedRows({ columns, starts, columnAt, levels: this.levels.slice(0, size), scales })
  }

  private makeRoom(): void {
    const { columnAt, levels } = this
    this.columnAt =
      columnAt instanceof Uint8Array ? new Uint8Array(2 * levels.length) : new Uint16Array(2 * levels.length)
    this.levels = new Int8Array(2 * levels.length)
    this.columnAt.set(columnAt)
    this.levels.set(levels)
  }
}

function largestOf(values: Float32Array, start: number, count: number): number {
  let largest = 0
  for (let at = start; at < start + count; at++) {
    const value = values[at]!
    if (value > largest) largest = value
    else if (-value > largest) largest = -value
  }
  return largest
}
