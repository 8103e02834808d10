import { useEffect, useState } from 'preact/hooks'
import { agentNameMaxLength, emailMaxLength, passwordMinLength } from '../../protocol/limits.ts'
import type { ConsoleStrings } from '../../ui/strings/console.ts'
import { useLocale } from '../locale.ts'
import type { Session, SessionRefusal } from '../session-model.ts'
import { Field } from './Field.tsx'
import { refusalSentence } from './refusal-sentence.ts'
import { SignInPage } from './SignInPage.tsx'
import { SubmitButton } from './SubmitButton.tsx'

/** As strict as the desk about the domain: with a top level, and no empty label. */
const emailPattern = /^[^\s@]+@([a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i

interface Wrong {
  name?: string
  email?: string
  password?: string
}

/** The first account of a desk, made through the one-time link. */
export function Setup({ session }: { session: Session }) {
  const { t } = useLocale()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<Wrong>({})
  const [refusal, setRefusal] = useState<SessionRefusal | null>(null)
  const [busy, setBusy] = useState(false)
  const [timesStopped, setTimesStopped] = useState(0)

  // Whoever pressed the button is taken to what has to be mended first.
  useEffect(() => {
    if (timesStopped > 0) document.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [timesStopped])

  const problems: Wrong = {
    ...(!name.trim() && { name: t.nameMissing }),
    ...(!emailPattern.test(email.trim()) && { email: t.emailWrong }),
    ...(password.length < passwordMinLength && { password: t.passwordShort }),
  }
  // Checked on leaving a field, never while typing; what was mended is no longer shown.
  const check = (field: keyof Wrong, value: string) =>
    value && setWrong({ ...wrong, [field]: problems[field] })
  const shown = (field: keyof Wrong) => (problems[field] ? wrong[field] : null) ?? null

  async function submit(): Promise<void> {
    setWrong(problems)
    if (Object.keys(problems).length > 0) return setTimesStopped(timesStopped + 1)
    if (busy) return
    setBusy(true)
    setRefusal(await session.setUp({ name: name.trim(), email: email.trim(), password }))
    setBusy(false)
  }

  return (
    <SignInPage title={t.setupTitle} onSubmit={() => void submit()}>
      <Field
        label={t.yourName}
        hint={t.nameHint}
        autocomplete="name"
        isFirst
        maxLength={agentNameMaxLength}
        value={name}
        error={shown('name')}
        onText={setName}
        onLeave={() => check('name', name)}
      />
      <Field
        label={t.email}
        type="email"
        autocomplete="username"
        maxLength={emailMaxLength}
        value={email}
        error={shown('email')}
        onText={setEmail}
        onLeave={() => check('email', email)}
      />
      <Field
        label={t.password}
        hint={t.passwordRule}
        type="password"
        autocomplete="new-password"
        value={password}
        error={shown('password')}
        onText={setPassword}
        onLeave={() => check('password', password)}
      />
      {refusal && <Refused refusal={refusal} t={t} onSignIn={() => session.leaveSetup()} />}
      <SubmitButton label={t.makeAccount} busy={busy} />
      <p class="signin__foot">{t.setupFoot}</p>
    </SignInPage>
  )
}

interface RefusedProps {
  refusal: SessionRefusal
  t: ConsoleStrings
  onSignIn: () => void
}

function Refused({ refusal, t, onSignIn }: RefusedProps) {
  return (
    <div class="signin__refused" role="alert">
      {sentence(refusal, t)}
      {refusal.refusal === 'setup-closed' && (
        <button class="button button--small" type="button" onClick={onSignIn}>
          {t.toSignIn}
        </button>
      )}
    </div>
  )
}

function sentence(refusal: SessionRefusal, t: ConsoleStrings): string {
  switch (refusal.refusal) {
    case 'setup-closed':
    case 'forbidden':
      return t.setupClosed
    case 'bad-request':
      return t.setupRefused
    default:
      return refusalSentence(refusal, t)
  }
}
