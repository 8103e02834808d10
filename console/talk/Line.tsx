import type { Agent, InboxRow } from '../../protocol/agent.ts'
import type { Instant } from '../../protocol/conversation.ts'
import { daysBetween } from '../../ui/time.ts'
import { dayText } from '../figures.ts'
import { useLocale } from '../locale.ts'
import type { TalkLine } from '../talk-lines.ts'
import { AnswerLine } from './AnswerLine.tsx'
import { ChoicesLine } from './ChoicesLine.tsx'
import { moveText } from './move-text.ts'
import { NoteLine } from './NoteLine.tsx'
import { OfferLine } from './OfferLine.tsx'
import { RatingLine } from './RatingLine.tsx'
import { TurnLine } from './TurnLine.tsx'

interface LineProps {
  line: TalkLine
  row: InboxRow
  me: Agent
  now: Instant
  /** The last message of agents, if the visitor has seen it. */
  seen: number | null
}

export function Line({ line, row, me, now, seen }: LineProps) {
  const { t, language } = useLocale()
  switch (line.kind) {
    case 'turn':
      return (
        <TurnLine
          by={line.by}
          messages={line.messages}
          row={row}
          me={me}
          isSeen={line.messages.at(-1)?.sequence === seen}
        />
      )
    case 'answer':
      return <AnswerLine answer={line.answer} helped={line.helped} />
    case 'choices':
      return <ChoicesLine choices={line.choices} choice={line.choice} />
    case 'offer':
      return <OfferLine offer={line.offer} />
    case 'note':
      return <NoteLine note={line.note} me={me} />
    case 'move':
      return <div class="system">{moveText(line.move, me.id, t, language)}</div>
    case 'rating':
      return <RatingLine rating={line.rating} row={row} />
    case 'day':
      return (
        <div class="system system--day">
          {daysBetween(now, line.at) === 0 ? t.today : dayText(line.at, now, language)}
        </div>
      )
    case 'new':
      return (
        <div class="system system--new" data-new>
          {t.newHere}
        </div>
      )
  }
}
