import type { Token } from '../text/normalise.ts'
import { createWaves } from './waves.ts'
import type { WordTable } from '../meaning/word-table.ts'

/** Where the direction of a word is on each wave; of no word, and of one that the table does not have, at the start of all. */
export type WordWaves = (token?: Token) => Float32Array

/** A megabyte. Few words make up most of what is said, so that hardly one in ten is reckoned again. */
const remembered = 1000

export function createWordWaves(table: WordTable, count: number, sharpness: number): WordWaves {
  const wavesOf = createWaves(count, table.dimensions, sharpness)
  const nothing = wavesOf(new Float32Array(table.dimensions))
  const known = new Map<string, Float32Array>()
  return (token) => {
    if (!token) return nothing
    const before = known.get(token.stem)
    if (before) return before
    const direction = table.embed([token])
    const waves = direction ? wavesOf(direction) : nothing
    if (known.size === remembered) known.clear()
    known.set(token.stem, waves)
    return waves
  }
}
