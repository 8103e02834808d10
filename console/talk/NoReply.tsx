import type { InboxRow } from '../../protocol/agent.ts'
import type { ConsoleModel } from '../console-model.ts'
import { useLong } from '../frame/use-long.ts'
import { useLocale } from '../locale.ts'
import type { TalkModel } from '../talk-model.ts'

interface NoReplyProps {
  model: ConsoleModel
  talk: TalkModel
  row: InboxRow
}

/** In the place of the reply while it is not this agent's turn: what has to happen first. */
export function NoReply({ model, talk, row }: NoReplyProps) {
  const { t } = useLocale()
  const isBusy = talk.moving.value !== null
  const long = useLong(isBusy) ? ' is-busy' : ''
  const take = async () => {
    if (await talk.move('take')) talk.write('reply')
  }
  switch (row.status) {
    case 'waiting':
      return (
        <div class="write__not">
          <button
            type="button"
            class={`button write__take${long}`}
            aria-disabled={isBusy}
            onClick={() => void take()}
          >
            {t.takeToReply}
          </button>
          <span>{t.takeToReplyMore}</span>
        </div>
      )
    case 'closed':
      return (
        <div class="write__not">
          <button
            type="button"
            class={`button${long}`}
            aria-disabled={isBusy}
            onClick={() => void talk.move('reopen')}
          >
            {t.reopen}
          </button>
          <span>{t.closedReply}</span>
        </div>
      )
    case 'agent':
      return <div class="write__not">{t.othersReply(row.agent?.name ?? model.siteName)}</div>
    case 'bot':
      return <div class="write__not">{t.botReplies}</div>
  }
}
