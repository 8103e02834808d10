import { IconFailed, IconTeam } from '../../ui/icons.tsx'
import type { ConsoleStrings } from '../../ui/strings/console.ts'
import { useLocale } from '../locale.ts'
import type { TalkModel } from '../talk-model.ts'
import type { Setback } from '../talk-moves.ts'

/** Why what was pressed did not happen, right below where it was pressed. Always there, so that it is read out. */
export function SetbackLine({ talk }: { talk: TalkModel }) {
  const { t } = useLocale()
  const setback = talk.setback.value
  return (
    <div class="talk__setback" role="status">
      {setback && (
        <p class="banner banner--notice">
          {setback.is === 'taken' ? <IconTeam small /> : <IconFailed small />}
          {sentence(setback, talk, t)}
        </p>
      )}
    </div>
  )
}

function sentence(setback: Setback, talk: TalkModel, t: ConsoleStrings): string {
  switch (setback.is) {
    case 'taken':
      return t.takenBy(setback.agent.name)
    case 'not-yours':
      return t.notYours(setback.agent.name)
    case 'not-allowed':
      return t.moveNotAllowed
    case 'not-reopened':
      // Still closed: what stands against it is the visitor's other conversation.
      return talk.row.value?.status === 'closed' ? t.otherOpen : t.moveNotAllowed
    case 'not-done':
      return t.notDone
  }
}
