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

/**
 * Socket.IO brings WebTransport along, which this server does not offer: it is left out of the browsers' bundles,
 * and with it the stream half of the packet parser.
 */
const withoutWebTransport: Plugin = {
  name: 'without-web-transport',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === './webtransport.js' && importer?.includes('engine.io-client') ? '\0no-web-transport' : null,
  load: (id) => (id === '\0no-web-transport' ? 'export class WT {}' : null),
}

/** What the loader imports on the first intent, from a stable name; its chunks carry hashes. */
const panel: UserConfig = {
  base: './',
  plugins: [withoutWebTransport],
  build: {
    target: browsers,
    outDir: at('dist/web/widget'),
    copyPublicDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: at('widget/panel.tsx'),
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: 'panel.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}

const agentsPage: UserConfig = {
  root: at('console'),
  base: '/console/',
  build: {
    target: browsers,
    outDir: at('dist/web/console'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
}

/**
 * Node runs no TypeScript before 22.18, so the server is built too, packages and all: to read four hundred small files
 * takes longer than everything else at the start. Outside stays what is native, optional, or only for the worker.
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
        'matcher-worker': at('server/bot/matcher-worker.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}

const targets: Record<string, UserConfig> = { loader, panel, console: agentsPage, server }

export default defineConfig(({ mode }) => {
  const target = targets[mode]
  if (!target) throw new Error(`vite: unknown mode "${mode}". Use one of ${Object.keys(targets).join(', ')}.`)
  return { ...target, logLevel: 'warn', publicDir: false }
})
