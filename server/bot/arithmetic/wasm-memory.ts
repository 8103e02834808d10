const pageBytes = 65536
/** Every array begins at a multiple of this. */
const alignment = 16

type Kind =
  | Int8ArrayConstructor
  | Uint16ArrayConstructor
  | Int32ArrayConstructor
  | Uint32ArrayConstructor
  | Float32ArrayConstructor
  | Float64ArrayConstructor

/** A memory, and arrays that lie in it. */
export interface Room<Name extends string> {
  memory: WebAssembly.Memory
  arrays: Record<Name, InstanceType<Kind>>
}

type Placed<Kinds extends Record<string, readonly [Kind, number]>> = {
  [Name in keyof Kinds]: InstanceType<Kinds[Name][0]>
}

/** A memory of their own for arrays of these kinds and lengths. Null where there is no room for it, with its guards. */
export function reserveArrays<const Kinds extends Record<string, readonly [Kind, number]>>(
  kinds: Kinds,
): { memory: WebAssembly.Memory; arrays: Placed<Kinds> } | null {
  let bytes = 0
  const placed = Object.entries(kinds).map(([name, [kind, length]]) => {
    const start = bytes
    bytes = Math.ceil((start + length * kind.BYTES_PER_ELEMENT) / alignment) * alignment
    return { name, kind, start, length }
  })
  const memory = reserveMemory(bytes)
  if (!memory) return null
  const arrays = placed.map(({ name, kind, start, length }) => [name, new kind(memory.buffer, start, length)])
  return { memory, arrays: Object.fromEntries(arrays) as Placed<Kinds> }
}

function reserveMemory(bytes: number): WebAssembly.Memory | null {
  const pages = Math.ceil(bytes / pageBytes)
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages })
  } catch (cause) {
    if (cause instanceof RangeError) return null
    throw cause
  }
}
