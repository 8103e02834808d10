import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startApp } from '../support/start-app.ts'

const secret = 'the journal of the data folder'

/** The app with built pages in a folder beside which there is something that nobody may read. */
async function startWithPages() {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-pages-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const files = {
    'web/widget.js': 'window.Frontdesk = {}; x = [`language`,`languages`]; y = "--desk-brand:#1b6a56"',
    'web/secret.txt': secret,
    'web/.hidden': secret,
    'web/widget/panel.js': 'export const panel = true',
    'web/widget/chunk-0123abcd.js': 'export const chunk = true',
    'web/console/index.html': '<!doctype html><title>Console</title>',
    'demo/index.html': '<!doctype html><title>Demo</title>',
    'data/journal': secret,
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return startApp({ folders: { web: join(folder, 'web'), demo: join(folder, 'demo') } })
}

/** The path as it is: fetch and URL would tidy it up. */
function rawGet(url: string, path: string): Promise<string> {
  const { port, hostname } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  })
}

test('the widget may be loaded by any page, and is asked for again each time', async () => {
  const { url } = await startWithPages()
  for (const path of ['/widget.js', '/widget/panel.js']) {
    const response = await fetch(url + path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('javascript')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toBe('no-cache')
  }
})

test('the script tag comes with the colour and the languages of the site', async () => {
  const { url, bot } = await startWithPages()
  bot.change({ brand: '#123456', languages: ['en', 'pt-BR', 'pt-PT'] })
  expect(await (await fetch(`${url}/widget.js`)).text()).toBe(
    'window.Frontdesk = {}; x = [`language`,"en","pt"]; y = "--desk-brand:#123456"',
  )
})

test('a file with a hash in its name never changes', async () => {
  const { url } = await startWithPages()
  const response = await fetch(`${url}/widget/chunk-0123abcd.js`)
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
})

test('the console runs its own scripts only, and in no frame', async () => {
  const { url } = await startWithPages()
  const response = await fetch(`${url}/console/`)
  expect(await response.text()).toContain('Console')
  const policy = response.headers.get('content-security-policy')?.split(';') ?? []
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("object-src 'none'")
  expect(policy).toContain("base-uri 'none'")
  expect(policy.join()).not.toContain('unsafe')
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  expect(response.headers.get('x-powered-by')).toBeNull()
})

test('the demo shop is the start page, and can be left out', async () => {
  const { url } = await startWithPages()
  expect(await (await fetch(`${url}/`)).text()).toContain('Demo')
  const without = await startApp()
  expect((await fetch(`${without.url}/`)).status).toBe(404)
})

const outside = [
  '/../data/journal',
  '/widget/../../data/journal',
  '/widget/..%2f..%2fdata%2fjournal',
  '/widget/%2e%2e/secret.txt',
  '/widget/..%5c..%5cdata%5cjournal',
  '/console/../../data/journal',
  '/console/..%2fsecret.txt',
  '/console/%2e%2e%2f%2e%2e%2fdata/journal',
  '/console/..;/secret.txt',
  '/widget.js/../secret.txt',
  '/widget.js%00.txt',
  '//../data/journal',
  '/secret.txt',
  '/.hidden',
  '/console/.hidden',
  '/data/journal',
  '/%ff',
  '/%',
  `/${'a'.repeat(5_000)}`,
]

test('no path leads out of the folders that are served, and no answer tells how the server is made', async () => {
  const { url, log } = await startWithPages()
  for (const path of outside) {
    const answer = await rawGet(url, path)
    expect([path, answer.slice(0, 12)]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 4\d\d$/)])
    expect(answer).not.toContain(secret)
    expect(answer).not.toContain('node_modules')
  }
  expect(log.faults).toEqual([])
})

test('who asks for a part of a file that is not there, or for another version of it, is refused without a fault', async () => {
  const { url, log } = await startWithPages()
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${url}/widget/panel.js`, { headers })).status
  expect(await status({ range: 'bytes=999999-' })).toBe(416)
  expect(await status({ 'if-match': '"another"' })).toBe(412)
  expect(log.faults).toEqual([])
})

test('the health of the server is told, and nothing else', async () => {
  const { url } = await startApp()
  const response = await fetch(`${url}/healthz`)
  expect([response.status, await response.json()]).toEqual([200, { ok: true }])
})
