import type { Instant } from '../../protocol/conversation.ts'
import { clockTime } from '../time.ts'

/** What is said of messages and writing once a person takes part. Comes with that. */
export const personEn = {
  sent: (at: Instant) => `Sent ${clockTime(at, 'en')}`,
  seen: (at: Instant) => `Seen ${clockTime(at, 'en')}`,
  isWriting: (agent: string) => `${agent} is writing`,
}
