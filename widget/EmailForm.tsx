import { useState } from 'preact/hooks'
import { emailMaxLength, messageMaxLength } from '../protocol/limits.ts'
import { IconFailed } from '../ui/icons.tsx'
import { Banners } from './Banners.tsx'
import { useChat } from './chat-context.ts'
import { emailProblem } from './email-check.ts'
import type { EmailProblem } from './email-check.ts'
import { SiteHeader } from './Header.tsx'

/** Leaving an address instead of waiting. What stood in the message field comes along. */
export function EmailForm() {
  const { chat, t } = useChat()
  const [email, setEmail] = useState(chat.standing.value.email ?? '')
  const [problem, setProblem] = useState<EmailProblem | null>(null)
  const isBusy = chat.busy.value.has('email')

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
    <>
      <SiteHeader />
      <Banners />
      <form class="form" noValidate onSubmit={(event) => void submit(event)}>
        <div class="sheet">
          <div>
            <h2 class="sheet__title">{t.emailTitle}</h2>
            <p class="sheet__text">{t.emailText}</p>
          </div>
          <label class={`field${problem ? ' field--wrong' : ''}`}>
            <span class="field__label">{t.yourEmail}</span>
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
                {t.emailProblems[problem]}
              </span>
            )}
          </label>
          <label class="field">
            <span class="field__label">{t.whatToKnow}</span>
            <textarea
              class="field__input field__input--tall"
              rows={3}
              dir="auto"
              maxLength={messageMaxLength}
              value={chat.draft.value}
              onInput={(event) => (chat.draft.value = event.currentTarget.value)}
            />
          </label>
          <p class="field__hint">{t.emailUse}</p>
        </div>
        <div class="closing closing--plain">
          <button
            class={`button button--primary button--touch button--wide${isBusy ? ' is-busy' : ''}`}
            type="submit"
          >
            {t.sendTo(chat.site.value?.name ?? '')}
          </button>
          <button
            type="button"
            class="button button--quiet button--touch button--wide"
            onClick={() => (chat.screen.value = 'conversation')}
          >
            {t.keepWaiting}
          </button>
        </div>
      </form>
    </>
  )
}
