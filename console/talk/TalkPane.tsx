import { useEffect, useRef, useState } from 'preact/hooks'
import type { ConsoleModel } from '../console-model.ts'
import { useLocale } from '../locale.ts'
import type { TalkModel } from '../talk-model.ts'
import { visitorName } from '../visitor-name.ts'
import { Composer } from './Composer.tsx'
import { HandoffCard } from './HandoffCard.tsx'
import { NotOpened } from './NotOpened.tsx'
import { SetbackLine } from './SetbackLine.tsx'
import { TalkHeader } from './TalkHeader.tsx'
import { TalkLog } from './TalkLog.tsx'
import { VisitorPane } from './VisitorPane.tsx'

interface TalkPaneProps {
  model: ConsoleModel
  talk: TalkModel
}

/** One conversation: who, why it came, what was said, and where to write. The visitor beside it. */
export function TalkPane({ model, talk }: TalkPaneProps) {
  const { t } = useLocale()
  const [isVisitorShown, setVisitorShown] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const row = talk.row.value

  // Whoever opens a conversation is taken to it, but not into the text field: the keys go on working.
  const isOpen = row !== null
  useEffect(() => {
    if (isOpen && talk.focusWish.peek() === 0) heading.current?.focus()
  }, [isOpen])

  // The button that was pressed is gone with what it did: the focus must not be lost with it.
  useEffect(() => {
    if (isOpen && document.activeElement === document.body) heading.current?.focus()
  }, [row?.status, row?.agent?.id])

  if (!row) return <NotOpened model={model} talk={talk} />
  return (
    <>
      <section class="talk" aria-label={t.conversationWith(visitorName(row, t))}>
        <TalkHeader
          model={model}
          talk={talk}
          row={row}
          heading={heading}
          showVisitor={() => setVisitorShown(true)}
        />
        <SetbackLine talk={talk} />
        <HandoffCard model={model} talk={talk} row={row} />
        <TalkLog model={model} talk={talk} row={row} />
        <Composer model={model} talk={talk} row={row} onLeave={() => heading.current?.focus()} />
      </section>
      <VisitorPane
        model={model}
        talk={talk}
        row={row}
        isShown={isVisitorShown}
        onClose={() => setVisitorShown(false)}
      />
    </>
  )
}
