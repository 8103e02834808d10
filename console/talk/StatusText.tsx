import type { InboxRow } from '../../protocol/agent.ts'
import { clockTime, daysBetween } from '../../ui/time.ts'
import type { ConsoleModel } from '../console-model.ts'
import { dayText } from '../figures.ts'
import { inLine } from '../inbox-sections.ts'
import { useLocale } from '../locale.ts'
import { durationText } from '../waiting-time.ts'

interface StatusTextProps {
  model: ConsoleModel
  row: InboxRow
  isMine: boolean
}

/** Where the conversation stands, in a few words. */
export function StatusText({ model, row, isMine }: StatusTextProps) {
  const { t, language } = useLocale()
  switch (row.status) {
    case 'waiting': {
      if (!inLine(row)) return <>{t.statusByEmail}</>
      const waitedMs = model.clock.now.value - (row.waitingSince ?? row.since)
      return <>{t.statusWaiting(durationText(waitedMs, t))}</>
    }
    case 'agent':
      return <>{isMine || !row.agent ? t.statusMine : t.statusWith(row.agent.name)}</>
    case 'closed': {
      const now = model.clock.now.peek()
      if (daysBetween(now, row.since) === 0) return <>{t.statusClosed(clockTime(row.since, language))}</>
      return <>{t.statusClosedOn(dayText(row.since, now, language))}</>
    }
    case 'bot':
      return <>{t.statusBot}</>
  }
}
