import type { Instant } from '../../protocol/conversation.ts'
import { IconClock } from '../../ui/icons.tsx'
import type { ConsoleModel } from '../console-model.ts'
import { useLocale } from '../locale.ts'
import { durationText, waitLevel } from '../waiting-time.ts'

/** How long somebody has waited. The only thing in the list that changes colour. */
export function WaitTag({ since, model }: { since: Instant; model: ConsoleModel }) {
  const { t } = useLocale()
  const waitedMs = model.clock.now.value - since
  const level = waitLevel(waitedMs, model.waitGoalMs.value)
  const wait = durationText(waitedMs, t)
  return (
    <span class={`wait${level === 'calm' ? '' : ` wait--${level}`}`}>
      <IconClock />
      <span aria-hidden="true">{wait}</span>
      <span class="visually-hidden">{t.waitingFor(wait)}</span>
    </span>
  )
}
