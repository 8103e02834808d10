import { useEffect, useState } from 'preact/hooks'
import { emailMaxLength, messageMaxLength } from '../protocol/limits.ts'
import field from '../ui/field.css?inline'
import { IconFailed } from '../ui/icons.tsx'
import { emailEn } from '../ui/strings/email-en.ts'
import { useChat } from './chat-context.ts'
import { emailProblem } from './email-check.ts'
import type { EmailProblem } from './email-check.ts'
import styles from './email.css?inline'
import type { Part } from './later.tsx'

/** Leaving an address instead of waiting. What stood in the message field comes along. */
function EmailForm() {
  const { chat, t } = useChat()
  const words = t.email ?? emailEn
  const [email, setEmail] = useState(chat.standing.value.email ?? '')
  const [problem, setProblem] = useState<EmailProblem | null>(null)
  const isBusy = chat.busy.value.has('email')

  // Somebody came, or it ended: there is nobody to write an address for, and what was typed stays in the field.
  const { status } = chat.standing.value
  useEffect(() => {
    if (status === 'agent' || status === 'closed') chat.screen.value = 'conversation'
  }, [status])

  // The form may come after the screen has turned to it.
  useEffect(() => chat.wantFocus(), [])

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const found = emailProblem(email)
    setProblem(found)
    if (found) {
      if (event.currentTarget instanceof HTMLFormElement) event.currentTarget.querySelector('input')?.focus()
      return
    }
    if ((await chat.leaveEmail(email.trim())) === 'check') setProblem('other')
  }

  return (
    <form class="form" noValidate onSubmit={(event) => void submit(event)}>
      <div class="sheet">
        <div>
          <h2 class="sheet__title">{words.title}</h2>
          <p class="sheet__text">{words.text}</p>
        </div>
        <label class={`field${problem ? ' field--wrong' : ''}`}>
          <span class="field__label">{words.address}</span>
          <input
            class="field__input"
            type="email"
            dir="ltr"
            autocomplete="email"
            maxLength={emailMaxLength}
            data-autofocus
            aria-invalid={problem !== null}
            aria-describedby={problem ? 'frontdesk-email-problem' : undefined}
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
            onFocusOut={({ currentTarget: { value } }) => {
              // An empty field is not wrong before it is sent.
              setProblem(value.trim() === '' ? null : emailProblem(value))
            }}
          />
          {problem && (
            <span class="field__error" id="frontdesk-email-problem">
              <IconFailed small />
              {words.problems[problem]}
            </span>
          )}
        </label>
        <label class="field">
          <span class="field__label">{words.whatToKnow}</span>
          <textarea
            class="field__input field__input--tall"
            rows={3}
            dir="auto"
            maxLength={messageMaxLength}
            value={chat.draft.value}
            onInput={(event) => (chat.draft.value = event.currentTarget.value)}
          />
        </label>
        <p class="field__hint">{words.use}</p>
      </div>
      <div class="form__foot">
        <button
          class={`button button--primary button--touch button--wide${isBusy ? ' is-busy' : ''}`}
          type="submit"
        >
          {words.sendTo(chat.site.value?.name ?? '')}
        </button>
        <button
          type="button"
          class="button button--quiet button--touch button--wide"
          onClick={() => (chat.screen.value = 'conversation')}
        >
          {words.keepWaiting}
        </button>
      </div>
    </form>
  )
}

export const emailForm: Part<object> = { Show: EmailForm, styles: field + styles }
