import type { RefObject } from 'preact'
import type { InboxRow } from '../../protocol/agent.ts'
import { IconBack, IconMore, IconSent, IconUser } from '../../ui/icons.tsx'
import type { ConsoleModel } from '../console-model.ts'
import { Key } from '../frame/Key.tsx'
import { MenuButton } from '../frame/MenuButton.tsx'
import { VisitorAvatar } from '../inbox/VisitorAvatar.tsx'
import { useLong } from '../frame/use-long.ts'
import { useLocale } from '../locale.ts'
import type { TalkModel } from '../talk-model.ts'
import { visitorName } from '../visitor-name.ts'
import { moreEntries } from './more-entries.ts'
import { StatusText } from './StatusText.tsx'

interface TalkHeaderProps {
  model: ConsoleModel
  talk: TalkModel
  row: InboxRow
  heading: RefObject<HTMLHeadingElement | null>
  showVisitor: () => void
}

export function TalkHeader({ model, talk, row, heading, showVisitor }: TalkHeaderProps) {
  const { t } = useLocale()
  const isMine = talk.isMine.value
  const more = moreEntries(talk, row, isMine, t)
  return (
    <div class="bar">
      <button
        type="button"
        class="icon-button only-narrow"
        aria-label={t.backToList}
        onClick={() => model.leave()}
      >
        <IconBack turns />
      </button>
      <div class="talk__who">
        <span class="talk__avatar">
          <VisitorAvatar row={row} />
        </span>
        <div class="talk__title">
          <h2 class="talk__name" tabIndex={-1} ref={heading}>
            <bdi>{visitorName(row, t)}</bdi>
          </h2>
          <div class="talk__sub">
            <StatusText model={model} row={row} isMine={isMine} />
          </div>
        </div>
      </div>
      {row.status === 'waiting' && <TakeButton talk={talk} />}
      {isMine && <CloseButton talk={talk} />}
      <button
        type="button"
        class="icon-button talk__details"
        aria-label={t.visitorDetails}
        title={t.visitorDetails}
        onClick={showVisitor}
      >
        <IconUser />
      </button>
      {more.length > 0 && (
        <MenuButton class="icon-button" label={t.more} opens="below" entries={more}>
          <IconMore />
        </MenuButton>
      )}
    </div>
  )
}

function TakeButton({ talk }: { talk: TalkModel }) {
  const { t } = useLocale()
  const take = async () => {
    if (await talk.move('take')) talk.write('reply')
  }
  const isLong = useLong(talk.moving.value === 'take')
  return (
    <button
      type="button"
      class={`button button--primary talk__take${isLong ? ' is-busy' : ''}`}
      aria-keyshortcuts="t"
      aria-disabled={talk.moving.value !== null}
      onClick={() => void take()}
    >
      {t.take} <Key>T</Key>
    </button>
  )
}

function CloseButton({ talk }: { talk: TalkModel }) {
  const { t } = useLocale()
  const isLong = useLong(talk.moving.value === 'close')
  return (
    <button
      type="button"
      class={`button talk__close${isLong ? ' is-busy' : ''}`}
      aria-keyshortcuts="e"
      aria-disabled={talk.moving.value !== null}
      onClick={() => void talk.move('close')}
    >
      <IconSent small />
      {t.close} <Key>E</Key>
    </button>
  )
}
