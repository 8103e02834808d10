import type { ConsoleStrings } from '../../ui/strings/console.ts'
import type { SessionRefusal } from '../session-model.ts'

/** What any of these forms may be refused with, told to who fills it in. */
export function refusalSentence(refusal: SessionRefusal, t: ConsoleStrings): string {
  if (refusal.refusal !== 'too-many') return t.unreachable
  return t.tooManyTries(Math.max(1, Math.ceil((refusal.retryAfterMs ?? 60_000) / 60_000)))
}
