import { parseArgs } from 'node:util'
import { measureSizes } from '../../tools/size.mjs'
import type { Size } from '../../tools/size.mjs'
import { round } from '../figure.ts'
import type { Figure } from '../figure.ts'

/** What a visitor's browser fetches, gzipped, beside its limit. */
export async function benchWeight(args: string[]): Promise<Figure[]> {
  parseArgs({ args, options: {} })
  const { loader, panel, onDemand } = measureSizes()
  return [loader, panel, ...onDemand].map(figureOf)
}

function figureOf({ name, bytes, maxBytes }: Size): Figure {
  const figure = { bench: 'weight', case: name, figure: 'gzipBytes', value: bytes, unit: 'bytes' }
  return Number.isFinite(maxBytes) ? { ...figure, ratio: round(bytes / maxBytes, 3), to: 'limit' } : figure
}
