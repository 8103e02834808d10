import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../server/config.ts'

const cwd = resolve('/srv/frontdesk')
const read = (environment: Record<string, string>) => readConfig(environment, cwd)

function problemsOf(environment: Record<string, string>): string[] {
  try {
    read(environment)
  } catch (cause) {
    if (cause instanceof ConfigError) return cause.problems
    throw cause
  }
  return []
}

const defaults = {
  port: 4000,
  host: '127.0.0.1',
  publicUrl: null,
  dataDir: join(cwd, 'data'),
  databaseUrl: null,
  faqDir: join(cwd, 'faq-data'),
  origins: null,
  trustProxy: null,
  logLevel: 'warn',
}

test('without any variable the desk runs on this machine only, from this folder', () => {
  expect(read({})).toEqual(defaults)
})

test('an empty variable counts as left out', () => {
  const names = [
    'PORT',
    'HOST',
    'PUBLIC_URL',
    'DATA_DIR',
    'FAQ_DIR',
    'ORIGINS',
    'TRUST_PROXY',
    'LOG_LEVEL',
    'DATABASE_URL',
  ]
  expect(read(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(defaults)
})

test('every variable is taken', () => {
  expect(
    read({
      PORT: '0',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://chat.example/',
      DATA_DIR: 'here/data',
      DATABASE_URL: 'postgres://frontdesk:secret@db.example:6543/desk',
      FAQ_DIR: resolve('/etc/faq'),
      ORIGINS: ' https://shop.example/ , https://www.shop.example:8443,',
      TRUST_PROXY: 'loopback',
      LOG_LEVEL: 'silent',
      UNRELATED: 'x',
    }),
  ).toEqual({
    port: 0,
    host: '0.0.0.0',
    publicUrl: 'https://chat.example',
    dataDir: join(cwd, 'here/data'),
    databaseUrl: 'postgres://frontdesk:secret@db.example:6543/desk',
    faqDir: resolve('/etc/faq'),
    origins: ['https://shop.example', 'https://www.shop.example:8443'],
    trustProxy: 'loopback',
    logLevel: 'silent',
  })
})

test('every problem is told at once, each with what to do', () => {
  const problems = problemsOf({
    PORT: '70000',
    PUBLIC_URL: 'chat.example',
    ORIGINS: 'https://shop.example,*',
    TRUST_PROXY: 'everyone',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'postgre://frontdesk:secret@db.example/desk',
  })
  expect(problems.toSorted()).toEqual([
    'DATABASE_URL is "postgre://…": not the address of a PostgreSQL database, such as postgres://user@host/name. Leave it out to keep data in DATA_DIR.',
    'LOG_LEVEL is "loud": not one of debug, info, warn, error, silent.',
    'ORIGINS is "https://shop.example,*": not the pages where the widget may run, as https://shop.example.com,https://www.example.com.',
    'PORT is "70000": not a port, 0 to 65535. Leave it out for 4000.',
    'PUBLIC_URL is "chat.example": not the address that visitors see, such as https://chat.example.com.',
    'TRUST_PROXY is "everyone": not the proxy\'s address or "loopback".',
  ])
})

test('an address of a database names its kind, its host and the database', () => {
  for (const DATABASE_URL of [
    'postgres://db.example/desk',
    'postgresql://u:p@db.example:1/desk?sslmode=require',
  ])
    expect(read({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL)
  for (const DATABASE_URL of [
    'mysql://db/desk',
    'db.example',
    'postgres://db.example',
    'postgres://db.example/',
    'x://:hush@',
  ])
    expect([DATABASE_URL, problemsOf({ DATABASE_URL }).length]).toEqual([DATABASE_URL, 1])
  expect(problemsOf({ DATABASE_URL: 'mysql://u:hush@db/desk' }).join()).not.toContain('hush')
})

test('the error reads as one line a problem', () => {
  expect(() => read({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/^PORT is "x": .*\nLOG_LEVEL is "y": /)
})

test('no port is guessed from what is not a number', () => {
  for (const PORT of ['-1', '4000.5', 'four', '1e9', ' ', '0x', 'Infinity', '80 81'])
    expect([PORT, problemsOf({ PORT }).length]).toEqual([PORT, 1])
})

test('only pages of the web can be allowed, and only such an address is public', () => {
  for (const address of [
    'ftp://shop.example',
    'javascript:alert(1)',
    'null',
    'file:///x',
    '//shop.example',
    'https://shop.example/below',
  ]) {
    expect([address, problemsOf({ ORIGINS: address }).length]).toEqual([address, 1])
    expect([address, problemsOf({ PUBLIC_URL: address }).length]).toEqual([address, 1])
  }
})

test('a proxy is trusted by its address, a range of addresses, or "loopback"', () => {
  for (const TRUST_PROXY of [
    'loopback',
    '10.0.0.1',
    '10.0.0.0/8',
    'fd00::/8',
    'loopback, 10.0.0.1',
    'uniquelocal',
  ])
    expect(read({ TRUST_PROXY }).trustProxy).toBe(TRUST_PROXY)
  for (const TRUST_PROXY of ['true', '1', 'proxy.example', '10.0.0.0/33', '10.0.0', 'loopback,'])
    expect([TRUST_PROXY, problemsOf({ TRUST_PROXY }).length]).toEqual([TRUST_PROXY, 1])
})
