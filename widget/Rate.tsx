import { useState } from 'preact/hooks'
import { commentMaxLength } from '../protocol/limits.ts'
import { endingEn } from '../ui/strings/ending-en.ts'
import { useChat } from './chat-context.ts'

const steps = [1, 2, 3, 4, 5]

/** "How did Ada do?" under a closed conversation. */
export function Rate() {
  const { chat, t } = useChat()
  const words = t.ending ?? endingEn
  const [rating, setRating] = useState(0)
  const [comment, setComment] = useState('')
  const { agent } = chat.standing.value
  const isBusy = chat.busy.value.has('rate')
  return (
    <div class="rating" role="group" aria-label={words.rateConversation}>
      <div class="rating__title">{agent ? words.howDid(agent.name) : words.howDidWe}</div>
      <div class="rating__scale">
        {steps.map((step) => (
          <button
            key={step}
            type="button"
            class={`rating__step${step === rating ? ' rating__step--chosen' : ''}`}
            aria-pressed={step === rating}
            onClick={() => setRating(step)}
          >
            {t.number(step)}
          </button>
        ))}
      </div>
      <div class="rating__ends">
        <span>{words.notWell}</span>
        <span>{words.veryWell}</span>
      </div>
      <textarea
        rows={2}
        dir={comment ? 'auto' : undefined}
        maxLength={commentMaxLength}
        placeholder={words.rateComment}
        aria-label={words.rateComment}
        value={comment}
        onInput={(event) => setComment(event.currentTarget.value)}
      />
      <button
        type="button"
        class={`button button--primary button--touch${isBusy ? ' is-busy' : ''}`}
        disabled={rating === 0}
        onClick={() => void chat.rate(rating, comment.trim())}
      >
        {words.sendRating}
      </button>
    </div>
  )
}
