import type { TalkKind } from '../../../protocol/conversation.ts'

// What they say is no matter of language, and the matcher reads only letters and digits.
const emoji: [kind: TalkKind, of: string][] = [
  ['hello', '👋'],
  ['thanks', '🙏'],
  ['ok', '👍👌✅🆗🙂😀😃😄😁😊😉'],
  ['praise', '❤😍🥰😘👏🎉🤩💯⭐🏆💪'],
  ['no', '👎🙅'],
  ['angry', '😡🤬😠😤💢🖕'],
  ['distressed', '😭😢😰😱💔🆘'],
]

const kinds = new Map(emoji.flatMap(([kind, of]) => [...of].map((each) => [each, kind] as const)))

/** What the first known one in a text says; null where there is none. */
export function kindOfEmoji(text: string): TalkKind | null {
  for (const letter of text) {
    const kind = kinds.get(letter)
    if (kind) return kind
  }
  return null
}
