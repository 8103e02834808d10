import { addressOf } from '../address.ts'
import type { ConsoleModel } from '../console-model.ts'
import { whenText } from '../figures.ts'
import { VisitorAvatar } from '../inbox/VisitorAvatar.tsx'
import { useLocale } from '../locale.ts'
import type { OpinionRow } from '../opinions-model.ts'
import { visitorName } from '../visitor-name.ts'

/** One opinion: who, when, the words; all of it leads to the conversation. */
export function OpinionItem({ row, model }: { row: OpinionRow; model: ConsoleModel }) {
  const { t, language } = useLocale()
  const { opinion, conversation } = row
  return (
    <li>
      <a
        class="opinion"
        href={addressOf(conversation.id)}
        onClick={(event) => {
          event.preventDefault()
          model.open(conversation.id)
        }}
      >
        <VisitorAvatar row={conversation} />
        <span class="opinion__who">
          <bdi>{visitorName(conversation, t)}</bdi>
          {opinion.kind !== 'praise' && <span class="tag">{t.reasonTag[opinion.kind]}</span>}
        </span>
        <span class="opinion__when">{whenText(opinion.at, model.clock.now.peek(), language)}</span>
        <q class="opinion__words" dir="auto">
          {opinion.text}
        </q>
      </a>
    </li>
  )
}
