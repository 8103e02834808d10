import { useState } from 'preact/hooks'
import type { ConsoleStrings } from '../../ui/strings/console.ts'
import { useLocale } from '../locale.ts'
import type { Session, SessionRefusal, SessionState } from '../session-model.ts'
import { Field } from './Field.tsx'
import { refusalSentence } from './refusal-sentence.ts'
import { SignInPage } from './SignInPage.tsx'
import { SubmitButton } from './SubmitButton.tsx'

interface SignInProps {
  state: SessionState & { is: 'signed-out' }
  session: Session
}

export function SignIn({ state, session }: SignInProps) {
  const { t } = useLocale()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(): Promise<void> {
    if (busy) return
    setBusy(true)
    setError(null)
    const refusal = await session.signIn(email.trim(), password)
    setBusy(false)
    if (refusal) setError(sentence(refusal, t))
  }

  return (
    <SignInPage title={t.signInTitle(state.siteName)} onSubmit={() => void submit()}>
      {state.because && (
        <p class="signin__told" role="status">
          {state.because === 'ended' ? t.signedOutByDesk : t.setupClosed}
        </p>
      )}
      <Field label={t.email} type="email" autocomplete="username" isFirst value={email} onText={setEmail} />
      <Field
        label={t.password}
        type="password"
        autocomplete="current-password"
        value={password}
        error={error}
        onText={setPassword}
      />
      <SubmitButton label={t.signIn} busy={busy} />
      <p class="signin__foot">{state.setupOpen ? t.noAccountYet : t.forgotPassword}</p>
    </SignInPage>
  )
}

function sentence(refusal: SessionRefusal, t: ConsoleStrings): string {
  switch (refusal.refusal) {
    case 'wrong-password':
    case 'bad-request':
      return t.wrongPassword('triesLeft' in refusal ? refusal.triesLeft : undefined)
    default:
      return refusalSentence(refusal, t)
  }
}
