import type { Move, Rating } from '../protocol/conversation.ts'
import type { WidgetStrings } from '../ui/strings.ts'
import { useChat } from './chat-context.ts'

/** A line across the log: what changed, and when. */
export function SystemLine({ entry }: { entry: Move | Rating }) {
  const { t } = useChat()
  const text = entry.kind === 'rating' ? t.thankYouRating(entry.rating) : moveText(entry, t)
  return (
    <div class="system">
      <span>{text}</span>
    </div>
  )
}

export function moveText(entry: Move, t: WidgetStrings): string {
  const { by, at } = entry
  const agent = entry.agent?.name ?? t.assistant
  switch (entry.move) {
    case 'handoff-requested':
      return by.who === 'visitor' ? t.askedForPerson : t.needsPerson
    case 'waiting-stopped':
      return t.stoppedWaiting
    case 'email-left':
      return t.thankYouEmail(entry.email ?? '')
    case 'agent-joined':
      return t.joined(agent, at)
    case 'released':
      return t.released(agent)
    case 'returned-to-bot':
      return t.returned(agent)
    case 'closed':
      if (by.who === 'agent') return t.closedBy(by.agent.name, at)
      return by.who === 'visitor' ? t.closedByYou(at) : t.closed(at)
    case 'reopened':
      return t.reopened
  }
}
