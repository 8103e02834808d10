import type { Answer } from '../../protocol/conversation.ts'
import { IconClose, IconSent } from '../../ui/icons.tsx'
import { RichText } from '../../ui/rich-text.tsx'
import { confidenceText, languageName } from '../figures.ts'
import { useLocale } from '../locale.ts'
import { AssistantSaid } from './AssistantSaid.tsx'

/** The assistant's answer as the visitor saw it, with how sure it was and whether it helped. */
export function AnswerLine({ answer, helped }: { answer: Answer; helped: boolean | null }) {
  const { t, language } = useLocale()
  const confidence = answer.match.ranked.find((choice) => choice.faqId === answer.faqId)?.confidence
  const { after, askedIn } = answer.match
  const isGuess = answer.match.decision !== 'picked' && confidence !== undefined
  return (
    <AssistantSaid at={answer.at}>
      <div class="sheet-answer">
        {answer.question && (
          <div class="sheet-answer__question" lang={answer.language} dir="auto">
            {answer.question}
          </div>
        )}
        <RichText html={answer.html} class="sheet-answer__text" lang={answer.language} />
        {after && <div class="sheet-answer__why">{t.wentOnFrom(after.question)}</div>}
        {askedIn && <div class="sheet-answer__why">{t.foundIn(languageName(askedIn, language))}</div>}
        {(isGuess || helped !== null) && (
          <div class="sheet-answer__foot">
            {isGuess && <span>{t.confidence(confidenceText(confidence, language))}</span>}
            {helped !== null && (
              <span class={`sheet-answer__helped${helped ? '' : ' sheet-answer__helped--no'}`}>
                {helped ? <IconSent small /> : <IconClose small />}
                {helped ? t.helped : t.didNotHelp}
              </span>
            )}
          </div>
        )}
      </div>
    </AssistantSaid>
  )
}
