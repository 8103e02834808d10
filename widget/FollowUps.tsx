import type { FaqChoice } from '../protocol/conversation.ts'
import { IconNext } from '../ui/icons.tsx'
import { useChat } from './chat-context.ts'
import type { Part } from './later.tsx'

/** What people ask next, under the last answer. */
function FollowUps({ questions }: { questions: FaqChoice[] }) {
  const { chat } = useChat()
  return (
    <ul class="answer__choices">
      {questions.map(({ faqId, question }) => (
        <li key={faqId} class="choice">
          <button
            type="button"
            class="choice__button"
            onClick={() => {
              chat.ask(question, faqId)
              chat.wantFocus()
            }}
          >
            <span dir="auto">{question}</span>
            <IconNext small turns />
          </button>
        </li>
      ))}
    </ul>
  )
}

export const followUps: Part<{ questions: FaqChoice[] }> = { Show: FollowUps, styles: '' }
