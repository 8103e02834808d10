import type { Agent } from '../../protocol/agent.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconClock, IconFailed } from '../../ui/icons.tsx'
import { LinkedText } from '../../ui/linked-text.tsx'
import type { ConsoleStrings } from '../../ui/strings/console.ts'
import { useLocale } from '../locale.ts'
import type { OwnText } from '../own-texts.ts'
import type { TalkModel } from '../talk-model.ts'
import { NoteMark } from './NoteLine.tsx'
import { Said } from './Said.tsx'

interface OwnTextLineProps {
  own: OwnText
  talk: TalkModel
  me: Agent
}

/** One's own words that the desk has not acknowledged yet: shown at once, and kept when refused. */
export function OwnTextLine({ own, talk, me }: OwnTextLineProps) {
  const { t } = useLocale()
  return (
    <Said
      kind={own.tab === 'note' ? 'note' : 'mine'}
      avatar={<Avatar name={me.name} id={me.id} />}
      name={t.you}
      meta={own.tab === 'note' && <NoteMark />}
    >
      <p class={`said__text said__text--${own.state}`} dir="auto">
        <LinkedText text={own.text} />
      </p>
      {own.state === 'queued' && (
        <p class="said__state">
          <IconClock small />
          {t.willBeSent}
        </p>
      )}
      {own.state === 'failed' && <Failed own={own} talk={talk} t={t} />}
    </Said>
  )
}

function Failed({ own, talk, t }: { own: OwnText; talk: TalkModel; t: ConsoleStrings }) {
  return (
    <p class="said__state said__state--failed">
      <IconFailed small />
      <span>{whyNotSent(own, t)}</span>
      <button type="button" class="button button--small" onClick={() => talk.retry(own)}>
        {t.tryAgain}
      </button>
      <button type="button" class="button button--small button--danger" onClick={() => talk.remove(own)}>
        {t.delete}
      </button>
    </p>
  )
}

function whyNotSent({ refusal }: OwnText, t: ConsoleStrings): string {
  switch (refusal) {
    case 'not-yours':
    case 'conversation-closed':
    case 'not-found':
    case 'bad-request':
      return t.notSentBecause[refusal]
    default:
      return t.notSent
  }
}
