import { unchanged } from './conversation.ts'
import type { Change, Conversation, ConversationState } from './conversation.ts'
import type { Heard } from './faq.ts'
import { headStartMs, isMood } from './handoff-policy.ts'
import type { HandoffRules } from './handoff-policy.ts'
import type { LanguageChoice } from './language.ts'
import { keepOpinion } from './opinions.ts'

/** Words that are meant for a person: the bot says nothing to them. */
export function isWithPeople({ state: { status } }: Conversation): boolean {
  return status === 'waiting' || status === 'agent'
}

/**
 * What was heard in a message to people: praise and complaints are kept, agents see what the visitor writes in, and who
 * becomes upset in the line moves up like who joined it so. Changes nothing once nobody has or awaits the conversation.
 */
export function keepOverheard(
  conversation: Conversation,
  messageId: string,
  {
    heard,
    language,
    writesIn,
  }: Pick<LanguageChoice, 'language' | 'writesIn'> & { heard?: Heard | undefined },
  rules: HandoffRules,
): Change {
  if (!isWithPeople(conversation)) return unchanged
  const { state } = conversation
  const noticed: Partial<ConversationState> = {
    ...(language !== state.language && { language }),
    ...(writesIn !== (state.writesIn ?? null) && { writesIn }),
    ...movedUp(state, heard, rules),
  }
  return keepOpinion(conversation, messageId, heard, { ...unchanged, state: noticed })
}

/** Never down, and a second outburst moves nobody further. */
function movedUp(
  { status, headStartMs: before = 0, because }: Readonly<ConversationState>,
  heard: Heard | undefined,
  rules: HandoffRules,
): Partial<ConversationState> {
  if (status !== 'waiting' || !heard || !isMood(heard.kind)) return {}
  const start = headStartMs(heard.kind, rules)
  const isNews = !because || !isMood(because)
  return {
    ...((isNews || start > before) && { because: heard.kind }),
    ...(start > before && { headStartMs: start }),
  }
}
