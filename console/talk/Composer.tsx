import type { InboxRow } from '../../protocol/agent.ts'
import { IconNote } from '../../ui/icons.tsx'
import type { ConsoleModel } from '../console-model.ts'
import type { WriteTab } from '../drafts.ts'
import { Key } from '../frame/Key.tsx'
import { useLocale } from '../locale.ts'
import type { TalkModel } from '../talk-model.ts'
import { NoReply } from './NoReply.tsx'
import { WriteField } from './WriteField.tsx'

interface ComposerProps {
  model: ConsoleModel
  talk: TalkModel
  row: InboxRow
  onLeave: () => void
}

/** Where one writes: a reply when the conversation is one's own, a note always. A note turns it to straw. */
export function Composer({ model, talk, row, onLeave }: ComposerProps) {
  const { t } = useLocale()
  const tab = talk.tab.value
  const canWrite = tab === 'note' || talk.isMine.value
  return (
    <div class={`write${tab === 'note' ? ' write--note' : ''}`}>
      <div class="write__tabs" role="tablist" aria-label={t.writeAs}>
        <Tab tab="reply" talk={talk} label={t.reply} shortcut="R" />
        <Tab tab="note" talk={talk} label={t.note} shortcut="N" />
      </div>
      <div role="tabpanel" aria-labelledby={`write-${tab}`}>
        {canWrite ? (
          <WriteField key={tab} talk={talk} row={row} onLeave={onLeave} />
        ) : (
          <NoReply model={model} talk={talk} row={row} />
        )}
      </div>
    </div>
  )
}

interface TabProps {
  tab: WriteTab
  talk: TalkModel
  label: string
  shortcut: string
}

function Tab({ tab, talk, label, shortcut }: TabProps) {
  const isCurrent = talk.tab.value === tab
  const other = tab === 'note' ? 'reply' : 'note'
  return (
    <button
      type="button"
      id={`write-${tab}`}
      class={`write__tab${isCurrent ? ' write__tab--current' : ''}`}
      role="tab"
      aria-selected={isCurrent}
      aria-keyshortcuts={shortcut.toLowerCase()}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => talk.write(tab)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
        talk.choose(other)
        document.getElementById(`write-${other}`)?.focus()
      }}
    >
      {tab === 'note' && <IconNote small />}
      {label} <Key>{shortcut}</Key>
    </button>
  )
}
