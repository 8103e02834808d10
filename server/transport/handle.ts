import type { Reply } from '../../protocol/refusals.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Log } from '../ports.ts'
import type { Schema } from './parse.ts'

type Answer = (reply: Reply<unknown>) => void

/**
 * The one place where a request becomes a reply: parsed before use, refusals told, anything unexpected logged and
 * told as 'internal'. A packet without an acknowledgement is carried out and answered to nobody. `by`: who asks, where
 * the listener is not made for one.
 */
export function handler(log: Log) {
  return function handle<T, C extends unknown[]>(
    schema: Schema<T>,
    answerTo: (input: T, ...by: C) => Promise<unknown>,
  ) {
    return (payload: unknown, reply: unknown, ...by: C): void => {
      const answer: Answer = typeof reply === 'function' ? (reply as Answer) : () => undefined
      const parsed = schema.safeParse(payload)
      if (!parsed.success) return answer({ ok: false, refusal: 'bad-request' })
      answerTo(parsed.data, ...by).then(
        (data) => answer({ ok: true, data }),
        (cause: unknown) => answer(refusalOf(cause, log)),
      )
    }
  }
}

/** A signal is lost without harm: what does not parse, is not theirs or comes too fast is ignored. */
export function signal<T, C extends unknown[]>(
  schema: Schema<T>,
  take: (input: T, ...by: C) => Promise<unknown>,
) {
  return (payload: unknown, _reply?: unknown, ...by: C): void => {
    const parsed = schema.safeParse(payload)
    if (parsed.success) take(parsed.data, ...by).catch(() => undefined)
  }
}

function refusalOf(cause: unknown, log: Log): Reply<never> {
  if (cause instanceof Refusal) return { ok: false, ...cause.data() }
  log.error('a request failed', cause)
  return { ok: false, refusal: 'internal' }
}
