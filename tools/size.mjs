// Sizes of what a visitor's browser fetches, gzipped. `npm run check` fails when one is over its limit.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const web = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'web')

/** What stands on every page, before anybody wants to chat. */
const loaderMaxBytes = 2_048
/** What is fetched from the click to a composer that works. */
const panelMaxBytes = 36 * 1024

/** The loader, the panel with all it imports at once, and what the panel fetches when it is needed. */
export function measureSizes(folder = web) {
  const panel = withStaticImports(join(folder, 'widget', 'panel.js'))
  const rest = readdirSync(join(folder, 'widget'))
    .map((name) => join(folder, 'widget', name))
    .filter((path) => path.endsWith('.js') && !panel.includes(path))
  return {
    loader: sizeOf(folder, 'loader', [join(folder, 'widget.js')], loaderMaxBytes),
    panel: sizeOf(folder, 'panel', panel, panelMaxBytes),
    onDemand: rest.map((path) => sizeOf(folder, relative(folder, path), [path], Infinity)),
  }
}

/** The sizes as lines for people, and whether all are within their limits. */
export function checkSizes(folder = web) {
  const { loader, panel, onDemand } = measureSizes(folder)
  const limited = [loader, panel].map(({ name, bytes, maxBytes, files }) => {
    const verdict = bytes <= maxBytes ? 'of' : 'is over its limit of'
    return `  ${name}: ${number(bytes)} bytes ${verdict} ${number(maxBytes)} (${files.join(', ')})`
  })
  const others = onDemand.map(({ name, bytes }) => `  on demand: ${number(bytes)} bytes (${name})`)
  return {
    lines: [...limited, ...others],
    ok: [loader, panel].every(({ bytes, maxBytes }) => bytes <= maxBytes),
  }
}

function sizeOf(folder, name, paths, maxBytes) {
  const bytes = paths.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0)
  return { name, bytes, maxBytes, files: paths.map((path) => relative(folder, path)) }
}

/** The module and, through all of them, those it needs before it runs. `import()` is fetched later and not counted. */
function withStaticImports(path, found = []) {
  if (found.includes(path)) return found
  found.push(path)
  const code = readFileSync(path, 'utf8')
  for (const [, specifier] of code.matchAll(/(?:\bimport|\bfrom)\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g))
    withStaticImports(join(dirname(path), specifier), found)
  return found
}

function number(bytes) {
  return bytes.toLocaleString('en')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { lines, ok } = checkSizes()
  console.log(lines.join('\n'))
  process.exit(ok ? 0 : 1)
}
