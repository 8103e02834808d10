import { sinceLimit } from '../../protocol/limits.ts'

/** Texts in one page, in UTF-16 units: what a slow phone takes in some seconds. */
const pageMaxLength = 128 * 1024

/**
 * Lines after number `after`: `sinceLimit` at most, and fewer where they are long, so that a slow connection gets on in
 * steps that it can take. At least one, where there is one.
 */
export function onePage<T extends object>(log: readonly T[], after: number): T[] {
  const page = log.slice(after, after + sinceLimit)
  let length = 0
  const tooMuch = page.findIndex((line, index) => (length += lengthOf(line)) > pageMaxLength && index > 0)
  return tooMuch < 0 ? page : page.slice(0, tooMuch)
}

function lengthOf(line: { text?: unknown; html?: unknown }): number {
  const texts = [line.text, line.html]
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0)
}
