import { filledWidth } from '../arithmetic/level-rows.ts'
import { PackedRows } from './packed-rows.ts'

export const highestLevel = 127

/** Bytes where they fit. */
export function columnArray(columns: number): Uint8ArrayConstructor | Uint16ArrayConstructor {
  return columns <= 256 ? Uint8Array : Uint16Array
}

/** All rows at once. */
export function packRows(values: Float32Array, columns: number): PackedRows {
  const packer = new RowPacker(values.length / columns, columns)
  for (let start = 0; start < values.length; start += columns) packer.add(values, start)
  return packer.finish()
}

/** Takes rows one by one, so that they need never be there all at once. */
export class RowPacker {
  private readonly columns: number
  private readonly starts: Uint32Array
  private readonly scales: Float32Array
  private readonly places: Int32Array
  private columnAt: Uint8Array | Uint16Array
  private levels: Int8Array
  private whole: Int8Array
  private rows = 0
  private size = 0
  private wholeSize = 0

  constructor(rows: number, columns: number) {
    this.columns = columns
    this.starts = new Uint32Array(rows + 1)
    this.scales = new Float32Array(rows)
    this.places = new Int32Array(rows).fill(-1)
    // One in ten, and never so few that the next row has no room.
    const room = Math.ceil((rows * columns) / 10) + filledWidth(columns)
    this.columnAt = new (columnArray(columns))(room)
    this.levels = new Int8Array(room)
    this.whole = new Int8Array(room)
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
      const level = Math.floor(value / scale + 0.5)
      if (level === 0) continue
      columnAt[size] = column
      levels[size++] = level
    }
    this.scales[this.rows] = scale
    const listBytes = (size - this.size) * (columnAt.BYTES_PER_ELEMENT + 1)
    if (listBytes >= filledWidth(columns)) this.writeOut(size)
    else this.size = size
    this.starts[++this.rows] = this.size
  }

  finish(): PackedRows {
    const { columns, starts, scales, places, size, wholeSize } = this
    const columnAt = this.columnAt.slice(0, size)
    const levels = this.levels.slice(0, size)
    const whole = this.whole.slice(0, wholeSize)
    return new PackedRows({ columns, scales, starts, columnAt, levels, places, whole })
  }

  /** Puts the row whose list goes up to `end` among those that are written out. */
  private writeOut(end: number): void {
    const width = filledWidth(this.columns)
    const { columnAt, levels, wholeSize } = this
    if (wholeSize + width > this.whole.length)
      this.whole = withRoom(this.whole, new Int8Array(2 * this.whole.length))
    const { whole } = this
    for (let at = this.size; at < end; at++) whole[wholeSize + columnAt[at]!] = levels[at]!
    this.places[this.rows] = wholeSize / width
    this.wholeSize = wholeSize + width
  }

  private makeRoom(): void {
    const { columnAt, levels } = this
    const room = 2 * levels.length
    this.columnAt = withRoom(
      columnAt,
      columnAt instanceof Uint8Array ? new Uint8Array(room) : new Uint16Array(room),
    )
    this.levels = withRoom(levels, new Int8Array(room))
  }
}

/** Numbers in a longer array. */
function withRoom<T extends Int8Array | Uint8Array | Uint16Array>(numbers: T, longer: T): T {
  longer.set(numbers)
  return longer
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
