import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import type { Plugin, UserConfig } from 'vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Browsers from 2023 on: the widget needs constructed style sheets and logical properties anyway. */
const browsers = ['chrome111', 'firefox115', 'safari16.4']

/** The script tag: a classic script, no imports. */
const loader: UserConfig = {
  build: {
    target: browsers,
    outDir: at('dist/web'),
    emptyOutDir: false,
    copyPublicDir: false,
    rolldownOptions: {
      input: at('widget/loader.ts'),
      output: { format: 'iife', entryFileNames: 'widget.js' },
    },
  },
}

/** Parts of Socket.IO that a browser at this desk never runs, by the end of their path, and what stands in. */
const unused: Record<string, string> = {
  // ui/connection.ts names its transports itself, and fetches polling only where WebSocket fails.
  'engine.io-client/build/esm/transports/index.js': 'export const transports = {}',
  // ui/connection.ts gives host and port, and no query: there is nothing to take apart.
  'engine.io-client/build/esm/contrib/parseuri.js': 'export const parse = () => ({})',
  // The protocol is JSON: nothing binary is sent or received.
  'socket.io-parser/build/esm/is-binary.js': 'export const isBinary = () => false, hasBinary = () => false',
  'socket.io-parser/build/esm/binary.js':
    'export const deconstructPacket = () => {}, reconstructPacket = () => {}',
  'engine.io-parser/build/esm/encodePacket.browser.js': `
    import { PACKET_TYPES } from './commons.js'
    export const encodePacket = ({ type, data }, _, done) => done(PACKET_TYPES[type] + (data || ''))
    export const encodePacketToBinary = () => {}`,
  'engine.io-parser/build/esm/decodePacket.browser.js': `
    import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js'
    export const decodePacket = (text) => {
      const type = PACKET_TYPES_REVERSE[text[0]]
      return type ? { type, data: text.slice(1) } : ERROR_PACKET
    }`,
  // ui/connection.ts waits and tries again by itself.
  'socket.io-client/build/esm/contrib/backo2.js': 'export class Backoff { reset() {} }',
}

/** The same, method by method. Each is called only with an option that ui/connection.ts does not set. */
const unusedMethods: Record<string, string[]> = {
  // `upgrade: false`: a connection stays on the transport that it began with.
  'engine.io-client/build/esm/socket.js': ['_probe'],
  // The protocol is JSON, see above.
  'socket.io-parser/build/esm/index.js': ['encodeAsBinary', 'takeBinaryData'],
  // `reconnection: false`: ui/connection.ts waits and tries again by itself.
  'socket.io-client/build/esm/manager.js': ['reconnect', 'onreconnect'],
  // No `retries`, which ui/outbox.ts does, and no listeners that hear everything.
  'socket.io-client/build/esm/socket.js': [
    ...['_addToQueue', 'emitWithAck', 'send', 'compress', 'onAny', 'prependAny', 'offAny', 'listenersAny'],
    ...['onAnyOutgoing', 'prependAnyOutgoing', 'offAnyOutgoing', 'listenersAnyOutgoing'],
  ],
}

const withoutUnused: Plugin = {
  name: 'without-unused',
  enforce: 'pre',
  load: (id) => ofFile(unused, id) ?? null,
  transform: (code, id) => ofFile(unusedMethods, id)?.reduce(withoutMethod, code) ?? null,
}

function ofFile<T>(table: Record<string, T>, id: string): T | undefined {
  return Object.entries(table).find(([path]) => id.endsWith(path))?.[1]
}

/** Methods are indented by four spaces in what the packages ship. */
function withoutMethod(code: string, name: string): string {
  const without = code.replace(new RegExp(`^ {4}${name}\\(.*\\) \\{\\n[^]*?^ {4}\\}\\n`, 'm'), '')
  if (without === code) throw new Error(`vite.config.ts: Socket.IO has no method ${name} any more.`)
  return without
}

/** Vite wraps each `import()` to load the chunk's style sheets first. The panel's styles are text in its scripts. */
const withoutPreload: Plugin = {
  name: 'without-preload',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load()' : null),
}

/** Socket.IO's modules do nothing by being there, which their packages do not say. */
const onlyWhatIsImported = {
  moduleSideEffects: [{ test: /node_modules\/(engine|socket)\.io-/, sideEffects: false }],
}

/** What the loader imports on the first intent, from a stable name; its chunks carry hashes. */
const panel: UserConfig = {
  base: './',
  plugins: [withoutUnused, withoutPreload],
  build: {
    target: browsers,
    outDir: at('dist/web/widget'),
    copyPublicDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: at('widget/panel.tsx'),
      // What is fetched later imports from the panel itself: no third file that both share.
      preserveEntrySignatures: 'allow-extension',
      treeshake: onlyWhatIsImported,
      output: { entryFileNames: 'panel.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}

const agentsPage: UserConfig = {
  root: at('console'),
  base: '/console/',
  plugins: [withoutUnused],
  build: {
    target: browsers,
    outDir: at('dist/web/console'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { treeshake: onlyWhatIsImported },
  },
}

/**
 * Node runs no TypeScript before 22.18, so the server is built too, packages and all: to read four hundred small files
 * takes longer than everything else at the start. Outside stays what is native, optional, or only for the worker.
 * Without comments there is less to parse; names and lines stay, so that a stack can be read.
 */
const server: UserConfig = {
  ssr: { noExternal: true, external: ['@node-rs/argon2', 'natural', 'bufferutil', 'utf-8-validate'] },
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: at('dist/server'),
    rolldownOptions: {
      input: {
        main: at('server/main.ts'),
        agent: at('server/cli/agent.ts'),
        faq: at('server/cli/faq.ts'),
        store: at('server/cli/store.ts'),
        'answering-worker': at('server/bot/answering-worker.ts'),
        'learning-worker': at('server/bot/learning-worker.ts'),
      },
      output: {
        comments: false,
        minify: { compress: true, mangle: false, codegen: { removeWhitespace: false } },
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
}

/** `frontdesk/matcher`: the matcher alone, for other programs. Its types are server/bot/matcher/published.d.ts. */
const matcher: UserConfig = {
  ssr: { noExternal: true, external: ['natural'] },
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: at('dist/matcher'),
    rolldownOptions: {
      input: at('server/bot/matcher/matcher.ts'),
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}

const targets: Record<string, UserConfig> = { loader, panel, console: agentsPage, server, matcher }

export default defineConfig(({ mode }) => {
  const target = targets[mode]
  if (!target) throw new Error(`vite: unknown mode "${mode}". Use one of ${Object.keys(targets).join(', ')}.`)
  return { ...target, logLevel: 'warn', publicDir: false }
})
