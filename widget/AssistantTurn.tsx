import type { Answer, Choices, Offer, Shown } from '../protocol/conversation.ts'
import { AssistantAvatar } from '../ui/avatar.tsx'
import { IconNext, IconSent } from '../ui/icons.tsx'
import { RichText } from '../ui/rich-text.tsx'
import { useChat } from './chat-context.ts'
import { FollowUps } from './parts.tsx'
import { PersonButton } from './PersonButton.tsx'
import { choiceFrom, feedbackOn } from './log-items.ts'

/** What the assistant hands out: outlined sheets, never bubbles. */
export function AssistantTurn({ entries }: { entries: Shown<Answer | Choices | Offer>[] }) {
  const { t } = useChat()
  return (
    <div class="turn turn--assistant">
      <div class="turn__meta turn__meta--who">
        <AssistantAvatar small />
        <b>{t.assistant}</b> {t.automatic}
      </div>
      {entries.map((entry) => (
        <div key={entry.id} class="answer">
          {entry.kind === 'answer' && <AnswerSheet answer={entry} />}
          {entry.kind === 'choices' && <ChoicesSheet choices={entry} />}
          {entry.kind === 'offer' && <OfferSheet offer={entry} />}
        </div>
      ))}
    </div>
  )
}

function AnswerSheet({ answer }: { answer: Shown<Answer> }) {
  const { chat, t } = useChat()
  const feedback = feedbackOn(chat.entries.value, answer.sequence)
  const isBusy = chat.busy.value.has(`rate-answer ${answer.sequence}`)
  // What people ask next is gone as soon as anything else is said or asked.
  const isLast =
    !chat.outgoing.value[0] && chat.entries.value.findLast((entry) => entry.kind !== 'feedback') === answer
  const rate = (helped: boolean) => void chat.rateAnswer(answer.sequence, helped)
  return (
    <>
      <RichText class="answer__body" html={answer.html} lang={answer.language} />
      {feedback ? (
        <div class="answer__ask">
          <span>{feedback.helped ? t.helped : t.didNotHelp}</span>
        </div>
      ) : (
        answer.faqId &&
        chat.standing.value.status === 'bot' && (
          <div class="answer__ask">
            <span>{t.didThisHelp}</span>
            <button type="button" class="button" aria-disabled={isBusy} onClick={() => rate(true)}>
              {t.yes}
            </button>
            <button type="button" class="button" aria-disabled={isBusy} onClick={() => rate(false)}>
              {t.no}
            </button>
          </div>
        )
      )}
      {isLast && answer.followUps && <FollowUps questions={answer.followUps} />}
    </>
  )
}

function ChoicesSheet({ choices }: { choices: Shown<Choices> }) {
  const { chat, t } = useChat()
  const picked = choiceFrom(chat.entries.value, choices.sequence)
  const isOver = picked !== undefined || chat.standing.value.status !== 'bot'
  const rows = [...choices.choices, { faqId: null, question: t.noneOfThese }]
  return (
    <>
      <div class="answer__body">
        <p>{t.notSure}</p>
      </div>
      <ul class="answer__choices">
        {rows.map(({ faqId, question }) => (
          <li key={faqId} class={`choice${faqId === null ? ' choice--none' : ''}`}>
            <button
              type="button"
              class="choice__button"
              disabled={isOver}
              aria-disabled={chat.busy.value.has('pick')}
              onClick={() => void chat.pick(choices.sequence, faqId)}
            >
              <span dir="auto">{question}</span>
              {picked?.faqId === faqId ? (
                <IconSent small />
              ) : (
                faqId !== null && !isOver && <IconNext small turns />
              )}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function OfferSheet({ offer }: { offer: Shown<Offer> }) {
  const { chat, t } = useChat()
  const stands = chat.standing.value.status === 'bot' && !chat.busy.value.has('person')
  return (
    <>
      <div class="answer__body">
        <p lang={offer.language} dir="auto">
          {offer.text ?? t.offers[offer.because]}
        </p>
        {stands && <PersonButton />}
      </div>
      {stands && (
        <ul class="answer__choices">
          <li class="choice">
            <button
              type="button"
              class="choice__button choice__button--plain"
              onClick={() => chat.wantFocus(true)}
            >
              <span>{t.inOtherWords}</span>
            </button>
          </li>
        </ul>
      )}
    </>
  )
}
