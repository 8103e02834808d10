import { getLocation } from 'jsonc-parser'

export interface Slip {
  offset: number
  message: string
}

/** Where a parser first stumbles: what it found there, and the last thing before it. */
interface Stumble {
  text: string
  offset: number
  found: string
  previous: number
}

/** What people really do to JSON, where the parser's own word for it would send them elsewhere; null where it is none. */
export function knownSlip(stumble: Stumble): Slip | null {
  for (const slip of slips) {
    const known = slip(stumble)
    if (known) return known
  }
  return null
}

const slips = [
  decimalComma,
  openList,
  otherBracket,
  openText,
  quoteInside,
  curlyEnd,
  merge,
  invisible,
  bareWord,
]

/** `"keep": 0,85` */
function decimalComma({ text, offset, found, previous }: Stumble): Slip | null {
  const whole = /\d+$/.exec(text.slice(0, previous))?.[0]
  if (text[previous] !== ',' || previous + 1 !== offset || !whole || !/^\d+$/.test(found)) return null
  return {
    offset,
    message: `${whole},${found} is written with a comma. Write a point: ${whole}.${found}.`,
  }
}

/** `["a", "b" "answer": "…"`: a name where only texts can stand. */
function openList({ text, offset, found, previous }: Stumble): Slip | null {
  if (typeof getLocation(text, offset).path.at(-1) !== 'number') return null
  const before = text.slice(0, previous + 1)
  const name = found === ':' ? (/"[^"]*"$/.exec(before)?.[0] ?? '') : found
  const isName = found === ':' || (/^"/.test(found) && /^\s*:/.test(text.slice(offset + found.length)))
  return isName ? { offset: previous, message: `the list is not closed before ${name}. Add a "]".` } : null
}

/** `["a", "b"}` or `["a", "b")` */
function otherBracket({ text, offset, found }: Stumble): Slip | null {
  if (!/^[\])}]$/.test(found)) return null
  const inside = getLocation(text, offset).path.at(-1)
  const [what, end] = typeof inside === 'number' ? ['a list ends', ']'] : ['braces end', '}']
  if (inside === undefined || found === end) return null
  return { offset, message: `${what} with "${end}", not with "${found}". Write "${end}", or add it before.` }
}

/** `["track my parcel, "where is it"]` */
function openText(stumble: Stumble): Slip | null {
  if (!isBehindText(stumble)) return null
  const before = stumble.text.slice(0, stumble.previous)
  const [, open] = /"([^"]*?)[,:]\s*$/.exec(before) ?? []
  if (open === undefined) return null
  const offset = before.lastIndexOf('"')
  return { offset, message: `the text "${open} has no quote at its end. Add it.` }
}

/** `"Within "14 days", if it is healthy"` */
function quoteInside(stumble: Stumble): Slip | null {
  const { offset, found } = stumble
  if (!isBehindText(stumble)) return null
  return { offset, message: `a text ends before ${found}. Write \\" for a quote that belongs to a text.` }
}

function isBehindText({ text, offset, found, previous }: Stumble): boolean {
  if (text[previous] !== '"' || text.slice(previous, offset).includes('\n')) return false
  return /^[\p{L}\p{N}]/u.test(found)
}

/** `"Within 14 days”,` */
function curlyEnd({ offset, found }: Stumble): Slip | null {
  const curly = /^"[^"]*([“”„«»])[\s,\]}]*$/.exec(found)?.[1]
  return curly
    ? { offset, message: `a text begins with a straight quote and ends with ${curly}. Write " there, too.` }
    : null
}

function merge({ offset, found }: Stumble): Slip | null {
  if (!/^(<{7}|={7}|>{7})/.test(found)) return null
  const message = `${found} was left by a merge. Keep one of the two versions, and remove these marks.`
  return { offset, message }
}

/** Copied from a web page: it looks like a space, or like nothing. */
function invisible({ offset, found }: Stumble): Slip | null {
  const code = /^[\p{Z}\p{Cf}]/u.exec(found)?.[0].codePointAt(0)
  if (code === undefined) return null
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return { offset, message: `an invisible character (${name}) stands here. Remove it, or type a space.` }
}

function bareWord({ offset, found }: Stumble): Slip | null {
  const meant = { true: 'true', yes: 'true', false: 'false', no: 'false', none: 'null' }[found.toLowerCase()]
  return meant ? { offset, message: `${found} is not JSON. Write ${meant}.` } : null
}
