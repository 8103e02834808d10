import type { TalkKind } from '../../protocol/conversation.ts'

/** All that the bot can hear besides a question. */
export const talkKinds = [
  'hello',
  'how-are-you',
  'who-are-you',
  'may-i-ask',
  'thanks',
  'ok',
  'yes',
  'no',
  'bye',
  'praise',
  'person',
  'angry',
  'distressed',
] as const satisfies readonly TalkKind[]

/** What a site owner decides about small talk, from site.json. */
export interface TalkRules {
  /** Not listened for. */
  off: TalkKind[]
  /** The site owner's own words, by language. `{site}` stands for the site's name. */
  replies: Partial<Record<TalkKind, Record<string, string>>>
}
