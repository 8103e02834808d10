import type { InboxRow } from '../../protocol/agent.ts'
import type { Rating } from '../../protocol/conversation.ts'
import { LinkedText } from '../../ui/linked-text.tsx'
import { clockTime } from '../../ui/time.ts'
import { VisitorAvatar } from '../inbox/VisitorAvatar.tsx'
import { useLocale } from '../locale.ts'
import { Said } from './Said.tsx'

/** How the visitor rated it. What they wrote with it may be as long as a message, and is read like one. */
export function RatingLine({ rating, row }: { rating: Rating; row: InboxRow }) {
  const { t, language } = useLocale()
  return (
    <>
      <div class="system">{t.rated(rating.rating)}</div>
      {rating.comment && (
        <Said
          avatar={<VisitorAvatar row={row} />}
          name={row.email ?? t.visitor}
          meta={clockTime(rating.at, language)}
        >
          <p class="said__text" dir="auto">
            <LinkedText text={rating.comment} />
          </p>
        </Said>
      )}
    </>
  )
}
