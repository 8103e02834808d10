import type { InboxRow } from '../../protocol/agent.ts'
import type { Mood, Party } from '../../protocol/conversation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconFailed } from '../../ui/icons.tsx'
import type { ConsoleStrings } from '../../ui/strings/console.ts'
import { formatNumber } from '../../ui/time.ts'
import type { ConsoleModel } from '../console-model.ts'
import { languageName, whenText } from '../figures.ts'
import { inLine, isMine } from '../inbox-sections.ts'
import { useLocale } from '../locale.ts'
import { visitorName } from '../visitor-name.ts'
import { VisitorAvatar } from './VisitorAvatar.tsx'
import { WaitTag } from './WaitTag.tsx'

interface ListRowProps {
  row: InboxRow
  model: ConsoleModel
}

export function ListRow({ row, model }: ListRowProps) {
  const { t, language } = useLocale()
  const writes = row.writesIn ?? row.language
  const isCurrent = model.talk.value?.id === row.id
  const unread = isMine(row, model.me.id) ? model.unread(row) : 0
  const foreign = isForeign(writes, language) ? t.writesIn(languageName(writes, language)) : null
  const reason = reasonToTell(row)
  const isUnread = row.status === 'waiting' || unread !== 0
  return (
    <li>
      <button
        type="button"
        class={`inbox-list__row${isUnread ? ' inbox-list__row--unread' : ''}${isCurrent ? ' inbox-list__row--current' : ''}`}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => model.open(row.id)}
      >
        <span class="inbox-list__face">
          <VisitorAvatar row={row} />
          {foreign && (
            // Here it takes no room from the name.
            <span class="tag" title={foreign} aria-hidden="true">
              {writes.split('-')[0]?.toUpperCase()}
            </span>
          )}
        </span>
        <span class="inbox-list__name" title={visitorName(row, t)}>
          <bdi>{visitorName(row, t)}</bdi>
          {foreign && <span class="visually-hidden">{foreign}</span>}
        </span>
        <span class="inbox-list__side">
          <Side row={row} model={model} unread={unread} />
        </span>
        <span class="inbox-list__line">
          {reason && <Reason reason={reason} />}
          <Said row={row} me={model.me.id} />
        </span>
      </button>
    </li>
  )
}

/** How somebody comes into the line is worth a word before they are taken; that they are upset until the end. */
function reasonToTell({ status, because }: InboxRow): 'asked' | Mood | null {
  if (because === 'angry' || because === 'distressed') return status === 'closed' ? null : because
  return because === 'asked' && status === 'waiting' ? because : null
}

/** The words beside it say more than the whole phrase, so that one is for who asks. */
function Reason({ reason }: { reason: 'asked' | Mood }) {
  const { t } = useLocale()
  if (reason !== 'asked') return <span class="tag">{t.reasonTag[reason]}</span>
  return (
    <span class="tag" title={t.reasonTag.asked}>
      <span aria-hidden="true">{t.askedShort}</span>
      <span class="visually-hidden">{t.reasonTag.asked}</span>
    </span>
  )
}

function Side({ row, model, unread }: ListRowProps & { unread: number | null }) {
  const { t, language } = useLocale()
  if (inLine(row)) return <WaitTag since={row.waitingSince ?? row.since} model={model} />
  return (
    <>
      {model.hasFailed(row.id) && (
        <span class="inbox-list__failed" title={t.notSentMark}>
          <IconFailed small />
          <span class="visually-hidden">{t.notSentMark}</span>
        </span>
      )}
      {whenText(row.last?.at ?? row.since, model.clock.now.peek(), language)}
      {unread !== null && unread > 0 && (
        <span class="badge">
          <span aria-hidden="true">{formatNumber(unread, language)}</span>
          <span class="visually-hidden">{t.unread(unread)}</span>
        </span>
      )}
      {row.status === 'agent' && row.agent && row.agent.id !== model.me.id && (
        <span title={t.with(row.agent.name)}>
          <Avatar name={row.agent.name} id={row.agent.id} size={18} />
          <span class="visually-hidden">{t.with(row.agent.name)}</span>
        </span>
      )}
    </>
  )
}

/** The last word as people tell it: "You: …", "Ben: …", a visitor's without a name. */
function Said({ row: { last }, me }: { row: InboxRow; me: string }) {
  const { t } = useLocale()
  const speaker = last && speakerOf(last.by, me, t)
  return (
    <>
      {speaker && <bdi class="inbox-list__speaker">{t.saidBy(speaker)} </bdi>}
      {/* Apart from the name: each is cut at its own end, whichever way it runs. */}
      <span class="inbox-list__said" dir="auto">
        {last ? last.text : t.nothingSaid}
      </span>
    </>
  )
}

function speakerOf(by: Party, me: string, t: ConsoleStrings): string | null {
  if (by.who === 'bot') return t.assistant
  if (by.who !== 'agent') return null
  return by.agent.id === me ? t.you : by.agent.name
}

function isForeign(tag: string, language: string): boolean {
  return tag !== '' && tag.split('-')[0] !== language
}
