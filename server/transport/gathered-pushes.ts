import type { ConversationId, TranscriptEntry } from '../../protocol/conversation.ts'
import type { Announcer, Audience } from '../ports.ts'

type TellEntries = Announcer['transcriptGrew']

interface Gathered {
  to: Audience
  entries: TranscriptEntry[]
  except: string | undefined
}

/**
 * Entries of one conversation that one commit saved are pushed as one piece of news, in their order: what has another
 * exception goes before. By the next tick all acknowledgements of that commit are on their way.
 */
export function gatherPushes(tell: TellEntries): TellEntries {
  const gathered = new Map<ConversationId, Gathered>()

  function flush(): void {
    for (const { to, entries, except } of gathered.values()) tell(to, entries, except)
    gathered.clear()
  }

  return (to, entries, except) => {
    const earlier = gathered.get(to.conversationId)
    if (earlier && earlier.except === except) {
      earlier.entries.push(...entries)
      return
    }
    if (earlier) tell(earlier.to, earlier.entries, earlier.except)
    if (gathered.size === 0) process.nextTick(flush)
    gathered.set(to.conversationId, { to, entries: [...entries], except })
  }
}
