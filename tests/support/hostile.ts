/** What no honest client sends in place of a payload. */
export const nonsense: [string, unknown][] = [
  ['null', null],
  ['undefined', undefined],
  ['an array', []],
  ['an array in an array', [[]]],
  ['an empty text', ''],
  ['a text', 'conversationId'],
  ['a number', 42],
  ['true', true],
  ['bytes', Buffer.from('conversationId')],
  ['a deep object', nested(500)],
  ['unknown keys only', { role: 'owner', admin: true }],
  ['a prototype', JSON.parse('{"__proto__":{"polluted":true}}')],
  ['a constructor', { constructor: { prototype: { polluted: true } } }],
]

/** Longer than any field takes, and still within what one packet may carry. */
export const longText = 'x'.repeat(60_000)

const wrongValues: unknown[] = [0, -1, 1.5, 1e308, true, [], ['x'], {}, { $ne: null }, nested(50), longText]

/** The honest payload with one thing wrong, each of which has to be refused. */
export function spoiled(honest: object): [string, unknown][] {
  const spoilt: [string, unknown][] = [
    ['an unknown key', { ...honest, at: 1 }],
    ['a forged author', { ...honest, by: { who: 'agent', agent: { id: 'ada', name: 'Ada' } } }],
    ['an own __proto__', withOwn('__proto__', honest)],
  ]
  for (const [field, value] of Object.entries(honest) as [string, unknown][]) {
    const rest = Object.fromEntries(Object.entries(honest).filter(([name]) => name !== field)) as object
    if (field !== 'faqId') spoilt.push([`no ${field}`, rest])
    for (const wrong of wrongValues)
      if (kindOf(wrong) !== kindOf(value) || wrong === longText)
        spoilt.push([`${field} as ${JSON.stringify(wrong).slice(0, 30)}`, { ...rest, [field]: wrong }])
  }
  return spoilt
}

/** As JSON.parse makes it: a key of its own, not the prototype. */
function withOwn(name: string, honest: object): object {
  const value = { polluted: true }
  return Object.defineProperty({ ...honest }, name, { value, enumerable: true })
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
}

export function nested(depth: number): object {
  let inner: object = {}
  for (let i = 0; i < depth; i++) inner = { inner }
  return inner
}

/** Nothing has reached what every object inherits. The app runs in this process, so it would show here. */
export function isPolluted(): boolean {
  return 'polluted' in {}
}
