import type { FeatureLists } from './feature-index.ts'
import type { Said } from './near-texts.ts'
import { filledWidth } from '../arithmetic/level-rows.ts'
import { PackedRows } from './packed-rows.ts'
import { columnArray, RowPacker } from './row-packer.ts'
import { reserveArrays } from '../arithmetic/wasm-memory.ts'
import { packModule } from './wasm-pack.ts'

// A function that is called again is compiled better meanwhile.
const featuresAtOnce = 400

/** Per feature, what all the texts that have it say of each entry, times what it is worth in them. */
export function packFeatures(lists: FeatureLists, said: Said, entries: number): PackedRows {
  return packInWasm(lists, said, entries) ?? packPlainly(lists, said, entries)
}

export function packPlainly(lists: FeatureLists, said: Said, entries: number): PackedRows {
  const features = lists.starts.length - 1
  const packer = new RowPacker(features, entries)
  const sums = new Float32Array(entries)
  for (let feature = 0; feature < features; feature++) {
    sums.fill(0)
    addSaid(lists, feature, said, sums)
    packer.add(sums)
  }
  return packer.finish()
}

function addSaid(
  { starts, textAt, valueAt }: FeatureLists,
  feature: number,
  said: Said,
  sums: Float32Array,
): void {
  const end = starts[feature + 1]!
  for (let place = starts[feature]!; place < end; place++) {
    const text = textAt[place]!
    const value = valueAt[place]!
    const saidEnd = said.starts[text + 1]!
    for (let at = said.starts[text]!; at < saidEnd; at++)
      sums[said.entryAt[at]!]! += value * said.amountAt[at]!
  }
}

/** Null where this process may not compile, or where there is no room for as much as if every feature said something of every entry; what
 *  is not used of it is no memory yet. */
function packInWasm(lists: FeatureLists, said: Said, entries: number): PackedRows | null {
  const packIn = packModule()
  const features = lists.starts.length - 1
  const width = filledWidth(entries)
  const room =
    packIn &&
    reserveArrays({
      starts: [Int32Array, features + 1],
      textAt: [Int32Array, lists.textAt.length],
      valueAt: [Float32Array, lists.valueAt.length],
      saidStarts: [Uint32Array, said.starts.length],
      entryAt: [Uint16Array, said.entryAt.length],
      amountAt: [Float32Array, said.amountAt.length],
      sums: [Float32Array, entries],
      scales: [Float32Array, features],
      rowStarts: [Uint32Array, features + 1],
      columnAt: [Uint16Array, features * entries],
      levels: [Int8Array, features * entries],
      places: [Int32Array, features],
      whole: [Int8Array, features * width],
      written: [Uint32Array, 1],
    })
  if (!room) return null
  const { starts, textAt, valueAt, saidStarts, entryAt, amountAt } = room.arrays
  starts.set(lists.starts)
  textAt.set(lists.textAt)
  valueAt.set(lists.valueAt)
  saidStarts.set(said.starts)
  entryAt.set(said.entryAt)
  amountAt.set(said.amountAt)
  const { scales, rowStarts, columnAt, levels, places, whole, written } = room.arrays
  places.fill(-1)
  const columnsOf = columnArray(entries)
  const longestList = Math.ceil(width / (columnsOf.BYTES_PER_ELEMENT + 1)) - 1
  const pack = packIn(room)
  for (let from = 0; from < features; from += featuresAtOnce)
    pack(from, Math.min(features, from + featuresAtOnce), longestList, width)
  const size = rowStarts[features]!
  return new PackedRows({
    columns: entries,
    scales: scales.slice(),
    starts: rowStarts.slice(),
    columnAt: new columnsOf(columnAt.subarray(0, size)),
    levels: levels.slice(0, size),
    places: places.slice(),
    whole: whole.slice(0, written[0]! * width),
  })
}
