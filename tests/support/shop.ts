import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'

const demo = join(import.meta.dirname, '..', '..', 'demo')
const types: Record<string, string> = { '.html': 'text/html', '.css': 'text/css', '.svg': 'image/svg+xml' }

/**
 * The demo shop on an origin of its own, with the desk's tag in it, and its pages as `rewrite` has them. Cookies ignore
 * ports, so the host differs too.
 */
export async function startShop(
  deskUrl: string,
  rewrite: (page: string) => string = (page) => page,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://shop').pathname)
    const name = path === '/' ? 'index.html' : path.slice(1)
    readFile(join(demo, name)).then(
      (content) => {
        const isPage = extname(name) === '.html'
        const body = isPage
          ? rewrite(content.toString()).replace('src="/widget.js"', `src="${deskUrl}/widget.js"`)
          : content
        response
          .writeHead(200, { 'Content-Type': types[extname(name)] ?? 'application/octet-stream' })
          .end(body)
      },
      () => response.writeHead(404).end(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://shop.localhost:${port}`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
