import type { InboxRow } from '../../protocol/agent.ts'
import { IconArrowDown, IconClock } from '../../ui/icons.tsx'
import type { ConsoleModel } from '../console-model.ts'
import { useLocale } from '../locale.ts'
import { lastWrittenBy } from '../../ui/seen.ts'
import { talkLines } from '../talk-lines.ts'
import type { TalkModel } from '../talk-model.ts'
import { visitorName } from '../visitor-name.ts'
import { Line } from './Line.tsx'
import { OwnTextLine } from './OwnTextLine.tsx'
import { useLogScroll } from './log-scroll.ts'
import { WritingLine } from './WritingLine.tsx'

interface TalkLogProps {
  model: ConsoleModel
  talk: TalkModel
  row: InboxRow
}

/** Everything that was said and done, with the team's notes where they were written. */
export function TalkLog({ model, talk, row }: TalkLogProps) {
  const { t } = useLocale()
  const lastOwn = lastWrittenBy(talk.entries.value, 'agent')
  const seenLine = talk.seenByVisitor.value >= lastOwn ? lastOwn : null
  const now = model.clock.now.peek()
  const lines = talkLines(talk.entries.value, talk.notes.value, talk.readHead, now)
  const own = talk.ownTexts.value
  const isWriting = talk.isWriting.value
  const { place, hasMore, goToEnd } = useLogScroll(
    talk.entries.value.length + talk.notes.value.length,
    own.length,
  )
  return (
    <div class="talk__body">
      {talk.freshness.value === 'stale' && (
        <p class="banner banner--notice" role="status">
          <IconClock small />
          {t.loadingRest}
        </p>
      )}
      <div class="talk__log" role="log" aria-label={t.transcript} tabIndex={0} ref={place}>
        <div class="talk__lines">
          {lines.map((line) => (
            <Line key={line.key} line={line} row={row} me={model.me} now={now} seen={seenLine} />
          ))}
          {own.map((text) => (
            <OwnTextLine key={text.messageId} own={text} talk={talk} me={model.me} />
          ))}
          {isWriting && <WritingLine row={row} name={visitorName(row, t)} />}
        </div>
      </div>
      {hasMore && (
        <button type="button" class="button button--small talk__more" onClick={goToEnd}>
          {t.newMessage}
          <IconArrowDown small />
        </button>
      )}
    </div>
  )
}
