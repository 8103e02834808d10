import { isIP } from 'node:net'
import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'

export interface Config {
  port: number
  host: string
  publicUrl: string | null
  dataDir: string
  /** Where several servers keep what they share; null: in `dataDir`. */
  databaseUrl: string | null
  faqDir: string
  origins: string[] | null
  trustProxy: string | null
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Thrown with one line a problem: which variable, what is wrong, what to do. */
export class ConfigError extends Error {
  readonly problems: string[]

  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** Scheme, host and port: a path would be dropped in silence. */
const webOrigin = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash
})

/** What Express takes: an address, a range of them, or one of its names. */
function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits] = text.split('/')
  const family = isIP(address)
  if (family === 0) return false
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** The kind only: what follows may hold a password. */
const withoutSecrets = (text: string) => text.replace(/^(\w+:\/\/)?.*$/s, '$1…')

const rules = {
  PORT: {
    read: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(65_535)).default(4000),
    wanted: 'a port, 0 to 65535. Leave it out for 4000',
  },
  HOST: {
    read: z.string().min(1).default('127.0.0.1'),
    wanted: 'an address to listen on, such as 0.0.0.0. Leave it out for 127.0.0.1',
  },
  PUBLIC_URL: {
    read: webOrigin
      .transform((text) => new URL(text).origin)
      .nullable()
      .default(null),
    wanted: 'the address that visitors see, such as https://chat.example.com',
  },
  DATA_DIR: { read: z.string().min(1).default('data'), wanted: 'a folder' },
  DATABASE_URL: {
    read: z
      .string()
      .refine((text) => /^postgres(ql)?:\/\/[^/]*\/./.test(text) && URL.canParse(text))
      .nullable()
      .default(null),
    wanted:
      'the address of a PostgreSQL database, such as postgres://user@host/name. Leave it out to keep data in DATA_DIR',
    shown: withoutSecrets,
  },
  FAQ_DIR: { read: z.string().min(1).default('faq-data'), wanted: 'a folder' },
  ORIGINS: {
    read: z
      .string()
      .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
      .pipe(z.array(webOrigin.transform((text) => new URL(text).origin)))
      .nullable()
      .default(null),
    wanted: 'the pages where the widget may run, as https://shop.example.com,https://www.example.com',
  },
  TRUST_PROXY: {
    read: z
      .string()
      .refine((text) => text.split(',').every((part) => isProxy(part.trim())))
      .nullable()
      .default(null),
    wanted: 'the proxy\'s address or "loopback"',
  },
  LOG_LEVEL: { read: z.enum(logLevels).default('warn'), wanted: `one of ${logLevels.join(', ')}` },
}

/** Reads the environment, the only place that does. Throws a ConfigError that names every problem at once. */
export function readConfig(environment: Record<string, string | undefined>, cwd: string): Config {
  const problems: string[] = []
  const value = <K extends keyof typeof rules>(name: K): z.output<(typeof rules)[K]['read']> => {
    const rule = rules[name]
    const { read, wanted } = rule
    // An empty value is a variable that was left out.
    const given = environment[name] || undefined
    const parsed = read.safeParse(given)
    if (!parsed.success)
      problems.push(`${name} is "${'shown' in rule ? rule.shown(given ?? '') : given}": not ${wanted}.`)
    return parsed.data as z.output<(typeof rules)[K]['read']>
  }
  const folder = (name: 'DATA_DIR' | 'FAQ_DIR') => {
    const path = value(name)
    return isAbsolute(path) ? path : resolve(cwd, path)
  }
  const config: Config = {
    port: value('PORT'),
    host: value('HOST'),
    publicUrl: value('PUBLIC_URL'),
    dataDir: folder('DATA_DIR'),
    databaseUrl: value('DATABASE_URL'),
    faqDir: folder('FAQ_DIR'),
    origins: value('ORIGINS'),
    trustProxy: value('TRUST_PROXY'),
    logLevel: value('LOG_LEVEL'),
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}
