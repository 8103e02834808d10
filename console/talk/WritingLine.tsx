import type { InboxRow } from '../../protocol/agent.ts'
import { VisitorAvatar } from '../inbox/VisitorAvatar.tsx'
import { useLocale } from '../locale.ts'

/** "… is writing", with dots. Not read out by itself: it comes and goes too often. */
export function WritingLine({ row, name }: { row: InboxRow; name: string }) {
  const { t } = useLocale()
  return (
    <div class="said said--writing" aria-live="off">
      <VisitorAvatar row={row} />
      <div class="said__meta">{t.writing(name)}</div>
      <div class="said__body">
        <span class="typing" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      </div>
    </div>
  )
}
