import { useEffect, useRef, useState } from 'preact/hooks'
import type { InboxRow } from '../../protocol/agent.ts'
import { IconDown, IconQuestions } from '../../ui/icons.tsx'
import { clockTime } from '../../ui/time.ts'
import type { ConsoleModel } from '../console-model.ts'
import { assistantTries, handoffStory } from '../handoff-story.ts'
import type { HandoffStory } from '../handoff-story.ts'
import { useLocale } from '../locale.ts'
import type { TalkModel } from '../talk-model.ts'
import { durationText } from '../waiting-time.ts'
import { Facts } from './Facts.tsx'
import { Tries } from './Tries.tsx'

interface HandoffCardProps {
  model: ConsoleModel
  talk: TalkModel
  row: InboxRow
}

/** Folded where it would leave no room for what was said. */
const small = '(max-width: 720px), (max-height: 640px)'

/** Why the conversation is here, and what the assistant did before: so that nobody has to ask again. */
export function HandoffCard({ model, talk, row }: HandoffCardProps) {
  const { t } = useLocale()
  const card = useRef<HTMLDetailsElement>(null)
  const [isOpenAtFirst] = useState(() => !matchMedia(small).matches)
  useEffect(() => foldWhenSmall(card), [])
  const details = talk.details.value
  const entries = talk.entries.value
  const story = handoffStory(entries, details?.handoff ?? null)
  if (!story) return null
  const { because, agent } = storyNow(story, row)
  return (
    <details ref={card} class="handoff" open={isOpenAtFirst}>
      <summary class="handoff__why">
        <IconQuestions />
        <div>
          <div class="handoff__title">
            {because === 'agent-gone' && agent ? t.agentGone(agent.name) : t.because[because]}
          </div>
          <div class="handoff__sub">
            <Since model={model} story={story} row={row} />
          </div>
        </div>
        <span class="handoff__fold">
          <IconDown small />
        </span>
      </summary>
      <div class="handoff__grid">
        <div class="handoff__part">
          <h3 class="handoff__label">{t.whatAssistantTried}</h3>
          <Tries tries={assistantTries(entries)} />
        </div>
        <div class="handoff__part handoff__part--facts">
          <Facts model={model} row={row} page={details?.page ?? null} waitedMs={story.waitedMs} />
        </div>
      </div>
    </details>
  )
}

/** A window is made small by a keyboard, by turning the phone, or by making the text larger. */
function foldWhenSmall(card: { current: HTMLDetailsElement | null }): () => void {
  const media = matchMedia(small)
  const look = () => {
    if (media.matches && card.current) card.current.open = false
  }
  media.addEventListener('change', look)
  return () => media.removeEventListener('change', look)
}

/** The transcript tells how it came into the line; who became upset there is that first of all. */
function storyNow(story: HandoffStory, { because }: InboxRow): HandoffStory {
  const isUpset = because === 'angry' || because === 'distressed'
  return isUpset && story.because !== 'agent-gone' ? { ...story, because } : story
}

function Since({ model, story, row }: { model: ConsoleModel; story: HandoffStory; row: InboxRow }) {
  const { t, language } = useLocale()
  const time = clockTime(story.joinedLineAt, language)
  if (story.waitedMs !== null) return <>{t.joinedLineWaited(time, durationText(story.waitedMs, t))}</>
  if (row.status !== 'waiting') return <>{t.joinedLine(time)}</>
  return <>{t.joinedLineWaiting(time, durationText(model.clock.now.value - story.joinedLineAt, t))}</>
}
