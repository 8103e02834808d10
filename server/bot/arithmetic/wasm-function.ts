import { bytesOf, global, numeral, variable } from './wasm-code.ts'
import type { Code, Variable } from './wasm-code.ts'
import type { Room } from './wasm-memory.ts'

/** WebAssembly modules of one function, written step by step: there is no source to compile. JavaScript has no vector
 *  instructions, and in a process that has only just started its loops take many times as long as when they are compiled. */

/** Gives the function of a module, for the arrays in a memory. */
export type InMemory<Call, Arrays extends string> = (room: Room<Arrays>) => Call

/** Where an array begins and ends, in bytes. */
interface Place {
  start: Code
  end: Code
}

/** What a function is made of: the arrays it goes through; its parameters and variables, in this order, and of which kind each is. */
interface Parts<Arrays extends string, Given extends string, Own extends string> {
  arrays: readonly Arrays[]
  parameters: Record<Given, number>
  variables: Record<Own, number>
  steps: (named: Record<Given | Own, Variable>, placed: Record<Arrays, Place>) => Code
}

/** A function that returns nothing. Null where the process runs without a compiler (`--jitless`). */
export function compileFunction<Call, Arrays extends string, Given extends string, Own extends string>({
  arrays,
  parameters,
  variables,
  steps,
}: Parts<Arrays, Given, Own>): InMemory<Call, Arrays> | null {
  if (typeof WebAssembly !== 'object') return null
  const given = Object.values<number>(parameters)
  const own = Object.values<number>(variables)
  const names = [...Object.keys(parameters), ...Object.keys(variables)]
  const named = names.map((name, at) => [name, variable(at)])
  const placed = arrays.map((name, at) => [name, { start: global(2 * at), end: global(2 * at + 1) }])
  const code = steps(
    Object.fromEntries(named) as Record<Given | Own, Variable>,
    Object.fromEntries(placed) as Record<Arrays, Place>,
  )
  const body = bytesOf([own.length, own.map((kind) => [1, kind]), code, 0x0b])
  const places = arrays.flatMap((name) => [`${name}.start`, `${name}.end`])
  const module = new WebAssembly.Module(
    Uint8Array.from(
      bytesOf([
        [0, letters('asm'), 1, 0, 0, 0],
        section(1, [[0x60, given.length, given, 0]]),
        section(2, [imported('memory', 2, 0, 1), ...places.map((place) => imported(place, 3, 0x7f, 0))]),
        section(3, [0]),
        section(7, [[text('call'), 0, 0]]),
        section(10, [[numeral(body.length), body]]),
      ]),
    ),
  )
  return (room) => {
    const own: Record<string, WebAssembly.ImportValue> = { memory: room.memory }
    for (const name of arrays) {
      const { byteOffset, byteLength } = room.arrays[name]
      own[`${name}.start`] = byteOffset
      own[`${name}.end`] = byteOffset + byteLength
    }
    return new WebAssembly.Instance(module, { own }).exports.call as Call
  }
}

function section(kind: number, items: Code[]): Code {
  const content = bytesOf([items.length, items])
  return [kind, numeral(content.length), content]
}

function imported(name: string, ...what: number[]): Code {
  return [text('own'), text(name), what]
}

function text(name: string): Code {
  return [name.length, letters(name)]
}

function letters(name: string): number[] {
  return [...name].map((letter) => letter.charCodeAt(0))
}
