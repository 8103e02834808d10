import type { AgentFace } from '../../protocol/conversation.ts'
import type { RefusalCode, RefusalData } from '../../protocol/refusals.ts'

/** A request that the rules do not allow. Expected, and shown to people; anything else thrown is a fault. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly agent: AgentFace | undefined
  readonly retryAfterMs: number | undefined

  constructor(
    code: RefusalCode,
    details: { agent?: AgentFace; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'Refusal'
    this.code = code
    this.agent = details.agent
    this.retryAfterMs = details.retryAfterMs
  }

  data(): RefusalData {
    return {
      refusal: this.code,
      ...(this.agent && { agent: this.agent }),
      ...(this.retryAfterMs !== undefined && { retryAfterMs: this.retryAfterMs }),
    }
  }
}
