import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { tryToConnect } from './try-to-connect.ts'
import { waitFor } from './wait-for.ts'

export type ProxyName = 'nginx' | 'caddy'

const guide = join(import.meta.dirname, '..', '..', 'docs', 'self-hosting.md')

/** Where it is installed; null where it is not. Debian keeps nginx where only root looks. */
export function findProxy(name: ProxyName): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}

/** Runs the example of docs/self-hosting.md, with these two servers for the ones that it names. Returns what ends it. */
export async function startProxy(
  name: ProxyName,
  port: number,
  servers: [string, string],
): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-proxy-'))
  // Its workers may be another user's.
  await chmod(folder, 0o711)
  const [certificate, key] = makeCertificate(folder)
  const here = (text: string) =>
    text
      .replaceAll('10.0.0.11:4000', servers[0])
      .replaceAll('10.0.0.12:4000', servers[1])
      .replaceAll('/etc/ssl/chat.example.com.pem', certificate)
      .replaceAll('/etc/ssl/chat.example.com.key', key)
  const examples = await examplesIn(guide, name)
  const running =
    name === 'nginx'
      ? await startNginx(folder, port, examples, here)
      : await startCaddy(folder, port, examples, here)
  let printed = ''
  running.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  await waitFor(`${name} on port ${port}`, () => {
    if (running.exitCode !== null) throw new Error(`${name} did not start:\n${printed}`)
    return tryToConnect(port)
  })
  return async () => {
    const gone = once(running, 'exit')
    running.kill('SIGTERM')
    if (running.exitCode === null) await gone
    await rm(folder, { recursive: true, force: true })
  }
}

async function startNginx(
  folder: string,
  port: number,
  [server = '', below = '']: string[],
  here: (text: string) => string,
): Promise<ChildProcess> {
  const lines = /location \/ \{\n(.*?)\n {2}\}/s.exec(server)?.[1] ?? ''
  const ownLines = below.replace(/^ *# ….*$/m, lines)
  const site = here(server.replace(/\}\s*$/, `${ownLines}}\n`))
    .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replace('server_name chat.example.com', 'server_name localhost')
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  )
  const config = join(folder, 'nginx.conf')
  const http = `http { access_log off; ${temporary.join(' ')}\n${site}}`
  await writeFile(
    config,
    `daemon off; pid ${join(folder, 'pid')}; error_log stderr warn; events {}\n${http}\n`,
  )
  return spawn(findProxy('nginx')!, ['-p', folder, '-e', 'stderr', '-c', config], { stdio: 'pipe' })
}

async function startCaddy(
  folder: string,
  port: number,
  [server = '', below = '']: string[],
  here: (text: string) => string,
): Promise<ChildProcess> {
  const lines = /^ {2}tls [^\n]*\n(.*)^\}/ms.exec(server)?.[1] ?? ''
  // Of the shop's own site in truth: here the name would be there twice.
  const ownLines = below.replace(/^ *# ….*$/m, lines.replaceAll('@polling', '@polling_below'))
  const site = here(server.replace(/\}\s*$/, `${ownLines}}\n`)).replace(
    'chat.example.com {',
    `https://localhost:${port} {\n  bind 127.0.0.1`,
  )
  const config = join(folder, 'Caddyfile')
  await writeFile(config, `{\n  admin off\n  auto_https disable_redirects\n}\n${site}`)
  const env = { PATH: process.env.PATH, HOME: folder }
  return spawn(findProxy('caddy')!, ['run', '--adapter', 'caddyfile', '--config', config], {
    env,
    stdio: 'pipe',
  })
}

async function examplesIn(path: string, language: ProxyName): Promise<string[]> {
  const blocks = (await readFile(path, 'utf8')).matchAll(/^```(\w+)\n(.*?)^```$/gms)
  return [...blocks].flatMap(([, of, text]) => (of === language && text ? [text] : []))
}

function makeCertificate(folder: string): [certificate: string, key: string] {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
  const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  execFileSync('openssl', [...made, ...names, '-keyout', key, '-out', certificate], { stdio: 'pipe' })
  return [certificate, key]
}
