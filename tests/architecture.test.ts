import { expect, test } from 'vitest'
import { parseSource, pathsIn, readSourceFiles } from './support/source-files.ts'
import type { SourceFile } from './support/source-files.ts'

const folders = ['protocol', 'server', 'ui', 'widget', 'console']
const sources = readSourceFiles(...folders)

interface Arrow {
  /** A folder (with its slash) or a file; the first arrow that fits a file is its own. */
  from: string[]
  /** Where its imports may lead, besides the same `from`. */
  to: string[]
  packages: string[]
}

const arrows: Arrow[] = [
  { from: ['protocol/'], to: [], packages: [] },
  {
    from: ['ui/'],
    to: ['protocol/'],
    packages: ['preact', '@preact/signals', 'socket.io-client', 'dompurify'],
  },
  { from: ['widget/'], to: ['ui/', 'protocol/'], packages: ['preact', '@preact/signals'] },
  { from: ['console/'], to: ['ui/', 'protocol/'], packages: ['preact', '@preact/signals'] },
  { from: ['server/domain/'], to: ['protocol/'], packages: [] },
  {
    from: ['server/desk.ts', 'server/desk/'],
    to: ['server/domain/', 'server/ports.ts', 'server/cluster.ts', 'server/store/port.ts', 'protocol/'],
    packages: [],
  },
  { from: ['server/ports.ts', 'server/cluster.ts'], to: ['server/domain/', 'protocol/'], packages: [] },
  // The matcher: it needs nothing else of the server, and code-digest.ts names these folders.
  { from: ['server/bot/arithmetic/'], to: [], packages: [] },
  { from: ['server/bot/text/'], to: ['server/bot/arithmetic/'], packages: ['node:', 'natural'] },
  {
    from: ['server/bot/meaning/'],
    to: ['server/bot/text/', 'server/bot/arithmetic/'],
    packages: ['node:'],
  },
  {
    from: ['server/bot/classifiers/'],
    to: [
      'server/bot/meaning/',
      'server/bot/text/',
      'server/bot/arithmetic/',
      // What they learn from, and what they are asked.
      'server/bot/matcher/study.ts',
      'server/bot/matcher/rehearsal.ts',
    ],
    packages: [],
  },
  {
    from: ['server/bot/matcher/'],
    to: ['server/bot/classifiers/', 'server/bot/meaning/', 'server/bot/text/', 'server/bot/arithmetic/'],
    packages: ['node:'],
  },
  {
    from: ['server/bot/'],
    to: ['server/domain/', 'server/ports.ts', 'protocol/'],
    packages: ['node:', 'natural', 'marked', 'jsonc-parser', 'zod'],
  },
  // The site owner's tools.
  {
    from: ['server/faq-tools/'],
    to: ['server/bot/', 'server/desk/understanding.ts', 'server/domain/', 'server/ports.ts', 'protocol/'],
    packages: ['node:', 'marked', 'zod'],
  },
  {
    from: ['server/store/'],
    to: ['server/domain/', 'server/ports.ts', 'server/cluster.ts', 'protocol/'],
    packages: ['node:', 'lowdb', 'pg'],
  },
  // What moves and checks a whole desk.
  {
    from: ['server/store-tools/'],
    to: ['server/store/', 'server/open-store.ts', 'server/config.ts', 'server/domain/', 'protocol/'],
    packages: ['node:'],
  },
  {
    from: ['server/transport/'],
    to: [
      'server/desk.ts',
      'server/desk/',
      'server/accounts.ts',
      'server/cluster.ts',
      'server/store/port.ts',
      'server/domain/',
      'server/ports.ts',
      'protocol/',
    ],
    packages: [
      'node:',
      'compression',
      'express',
      'express-session',
      'helmet',
      'rate-limiter-flexible',
      'socket.io',
      'zod',
    ],
  },
  {
    from: ['server/accounts.ts'],
    to: ['server/passwords.ts', 'server/store/port.ts', 'server/domain/', 'server/ports.ts', 'protocol/'],
    packages: ['node:'],
  },
  // What puts the parts together.
  {
    from: ['server/'],
    to: ['protocol/'],
    packages: [
      'node:',
      '@node-rs/argon2',
      'express',
      'helmet',
      'p-limit',
      'pino',
      'rate-limiter-flexible',
      'read',
      'socket.io',
      'zod',
    ],
  },
]

/** Packages that only these files know, so that each can be exchanged in one place. */
const importers: Record<string, string[]> = {
  zod: [
    'server/transport/parse.ts',
    'server/config.ts',
    'server/agent-commands.ts',
    'server/bot/faq-schema.ts',
    // Turns zod's complaints into sentences for the FAQ's author.
    'server/bot/faq-sentences.ts',
    'server/faq-tools/questions-file.ts',
    'server/bot/talk/talk-file.ts',
  ],
  lowdb: ['server/store/embedded/documents.ts'],
  pg: ['server/store/postgres/database.ts'],
  natural: ['server/bot/text/natural.ts'],
  dompurify: ['ui/clean-html.ts'],
  '@node-rs/argon2': ['server/passwords.ts'],
  'p-limit': ['server/passwords.ts'],
  pino: ['server/log.ts'],
  read: ['server/cli/agent.ts'],
  'express-session': ['server/transport/sessions.ts'],
  'socket.io-client': ['ui/connection.ts', 'ui/polling.ts'],
  // Its address is that of the script tag.
  computed: ['widget/loader.ts'],
}

const fits = (path: string, places: string[]) =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))

function againstTheArrows({ path, imports }: SourceFile): string[] {
  const arrow = arrows.find(({ from }) => fits(path, from))
  if (!arrow) return [`${path}: no arrow starts here`]
  const rule = `${arrow.from.join(' and ')} may import ${[...arrow.to, ...arrow.packages].join(', ') || 'nothing'}`
  return imports
    .filter((each) =>
      each.package === null
        ? !fits(each.target, [...arrow.from, ...arrow.to])
        : each.package !== 'computed' && !arrow.packages.includes(each.package),
    )
    .map((each) => `${path}: imports ${each.target}, but ${rule}`)
}

function againstTheImporters({ path, imports }: SourceFile): string[] {
  return imports.flatMap((each) => {
    const allowed = each.package === null ? undefined : importers[each.package]
    if (!allowed || allowed.includes(path)) return []
    return [`${path}: imports ${each.target}, but only ${allowed.join(', ')} may`]
  })
}

function namesUsed(files: SourceFile[], names: string[], rule: string): string[] {
  return files.flatMap(({ path, names: used }) =>
    names.filter((name) => used.has(name)).map((name) => `${path}: uses ${name}, but ${rule}`),
  )
}

test('imports go along the arrows only', () => {
  expect(sources.flatMap(againstTheArrows)).toEqual([])
})

test('an import against the arrows is named with its file and the rule', () => {
  const wrong = (path: string, text: string) => againstTheArrows(parseSource(path, text))
  expect(wrong('widget/panel.tsx', "import type { Inbox } from '../console/inbox.ts'")).toEqual([
    'widget/panel.tsx: imports console/inbox.ts, but widget/ may import ui/, protocol/, preact, @preact/signals',
  ])
  expect(wrong('server/domain/hours.ts', "import { readFile } from 'node:fs/promises'")).toHaveLength(1)
  expect(wrong('server/domain/hours.ts', "export { x } from '../ports.ts'")).toHaveLength(1)
  expect(wrong('server/desk/line.ts', "const x = await import('../store/memory.ts')")).toHaveLength(1)
  expect(wrong('protocol/agent.ts', "type Desk = import('../server/desk.ts').Desk")).toHaveLength(1)
  expect(wrong('elsewhere/x.ts', '')).toHaveLength(1)
})

test('every arrow starts at files that exist', () => {
  const unused = arrows.filter(({ from }) => !sources.some(({ path }) => fits(path, from)))
  expect(unused).toEqual([])
})

test('each package that has one home is imported there and nowhere else', () => {
  expect(sources.flatMap(againstTheImporters)).toEqual([])
  const known = new Map(sources.map((source) => [source.path, source]))
  const idle = Object.entries(importers).flatMap(([name, paths]) =>
    paths.filter((path) => !known.get(path)?.imports.some((each) => each.package === name)),
  )
  expect(idle).toEqual([])
})

test('what the script tag loads at once brings no package along', () => {
  const known = new Map(sources.map((source) => [source.path, source]))
  const loaded = new Set(['widget/loader.ts'])
  const packages: string[] = []
  for (const path of loaded)
    for (const each of known.get(path)?.imports ?? []) {
      if (each.dynamic || each.typeOnly) continue
      if (each.package === null) loaded.add(each.target)
      else packages.push(`${path}: imports ${each.target}, but the loader stands alone`)
    }
  expect(known.has('widget/loader.ts')).toBe(true)
  expect(packages).toEqual([])
})

test('the rules read no clock, no randomness and no process', () => {
  const domain = sources.filter(({ path }) => path.startsWith('server/domain/'))
  const impure = ['Date.now', 'new Date()', 'Math.random', 'performance', 'crypto', 'process', 'globalThis']
  const slow = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'Promise', 'console']
  expect(domain.length).toBeGreaterThan(5)
  expect(namesUsed(domain, [...impure, ...slow], 'server/domain is pure')).toEqual([])
  const sample = parseSource('server/domain/x.ts', 'const at = Date.now() // or new Date()')
  expect(namesUsed([sample], impure, 'server/domain is pure')).toEqual([
    'server/domain/x.ts: uses Date.now, but server/domain is pure',
  ])
})

test('the environment is read by what starts a process, and only there', () => {
  const others = sources.filter(({ path }) => !fits(path, ['server/main.ts', 'server/cli/']))
  expect(namesUsed(others, ['process.env'], 'main.ts and cli/ hand it to config.ts')).toEqual([])
})

test('browser code uses nothing that came after the oldest browsers that vite.config.ts names', () => {
  const browsers = sources.filter(({ path }) => fits(path, ['ui/', 'widget/', 'console/']))
  const young = [
    ...['URL.parse', 'URL.canParse', 'Object.groupBy', 'Map.groupBy', 'Array.fromAsync', 'RegExp.escape'],
    ...[
      'Promise.withResolvers',
      'Promise.try',
      'AbortSignal.any',
      'Iterator',
      'toWellFormed',
      'isWellFormed',
    ],
  ]
  expect(namesUsed(browsers, young, 'Chrome 111, Firefox 115 or Safari 16.4 do not know it')).toEqual([])
  expect(parseSource('console/x.ts', 'export const page = URL.parse(url)').names.has('URL.parse')).toBe(true)
})

test('no source file writes HTML into a page', () => {
  const doors = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'dangerouslySetInnerHTML', 'document.write']
  expect(namesUsed(sources, doors, 'text is text, and rich text enters by ui/rich-text.tsx')).toEqual([])
})

test('folders are at most three deep', () => {
  const deep = pathsIn(...folders, 'tests', 'tools', 'bench').filter((path) => path.split('/').length > 4)
  expect(deep).toEqual([])
})

test('no file or folder has a name that says nothing, and none only passes exports on', () => {
  const saysNothing = /(^|[-/.])(utils?|helpers?|common|misc|manager)(?=[-/.]|$)/i
  const nameless = pathsIn(...folders, 'tests', 'tools').filter((path) => saysNothing.test(path))
  expect(nameless).toEqual([])
  expect(saysNothing.test('server/desk/text-utils.ts')).toBe(true)
  expect(sources.filter((source) => source.onlyReexports).map(({ path }) => path)).toEqual([])
  expect(parseSource('ui/index.ts', "export * from './time.ts'").onlyReexports).toBe(true)
})
