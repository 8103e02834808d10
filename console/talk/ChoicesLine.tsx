import type { Choice, Choices } from '../../protocol/conversation.ts'
import { IconSent } from '../../ui/icons.tsx'
import { useLocale } from '../locale.ts'
import { AssistantSaid } from './AssistantSaid.tsx'

/** "Did you mean": what was offered, and what the visitor picked. */
export function ChoicesLine({ choices, choice }: { choices: Choices; choice: Choice | null }) {
  const { t } = useLocale()
  return (
    <AssistantSaid at={choices.at}>
      <div class="offered">
        <p>{t.offered(choices.choices.length)}</p>
        <ul>
          {choices.choices.map(({ faqId, question }) => {
            const isPicked = choice?.faqId === faqId
            return (
              <li key={faqId} class={`offered__choice${isPicked ? ' offered__choice--picked' : ''}`}>
                <span dir="auto">{question}</span>
                {isPicked && (
                  <span class="offered__mark">
                    <IconSent small />
                    {t.chose}
                  </span>
                )}
              </li>
            )
          })}
        </ul>
        {choice?.faqId === null && <p class="offered__none">{t.choseNone}</p>}
      </div>
    </AssistantSaid>
  )
}
