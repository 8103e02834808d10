import { Refusal } from '../../domain/refusal.ts'
import { StoreUnavailable } from '../unavailable.ts'

/**
 * What passes by itself, by SQLSTATE: no connection (08), out of resources (53), ended or starting (57), broken disk
 * (58), and one by one: a lock or deadlock (40, 55P03), a database that takes no writes since a failover (25006).
 */
const passing = /^(08|53|57|58|40)|^(55P03|25006)$/

/** How sockets and names fail, and the driver's own words where it gives no code. */
const lost = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)/
const driverLost =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|not queryable|after calling end on the pool|Client was closed/

/** A Refusal 'try-again' for what passes by itself; anything else as it came. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Refusal) return error
  const code = codeOf(error)
  const passes = passing.test(code) || lost.test(code) || driverLost.test(error.message)
  return passes ? new Refusal('try-again', { cause: error }) : error
}

/** Whether the database refused this because of a key that is there already. */
export function isTaken(error: unknown, constraint: string): boolean {
  return (
    error instanceof Error &&
    codeOf(error) === '23505' &&
    'constraint' in error &&
    error.constraint === constraint
  )
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** One line for whoever starts the server: where, what is wrong, what to do. Never with the password. */
export function unusable(url: string, error: unknown): unknown {
  const cause = error instanceof Refusal ? error.cause : error
  if (!(cause instanceof Error)) return error
  const code = codeOf(cause)
  const problem = problemOf(code, cause.message)
  return problem ? new StoreUnavailable(`DATABASE_URL "${withoutPassword(url)}" ${problem}`, cause) : error
}

function problemOf(code: string, message: string): string | undefined {
  if (code === '28P01' || code === '28000')
    return `is refused by the database: ${message}. Correct the user or the password in it.`
  if (code === '3D000') return `names a database that does not exist. Create it: createdb NAME.`
  if (code === '42501')
    return `leads to a database where this user may not create tables. GRANT CREATE ON DATABASE … TO that user.`
  if (lost.test(code) || driverLost.test(message) || passing.test(code))
    return `cannot be reached: ${message || code}. Start the database, or correct the address.`
  if (/SSL|certificate/i.test(message))
    return `cannot be reached safely: ${message}. See sslmode and sslrootcert in docs/self-hosting.md.`
  return undefined
}

function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/[^:@/]*):[^@]*@/, '$1:…@')
}
