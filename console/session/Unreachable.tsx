import { useLocale } from '../locale.ts'
import type { Session } from '../session-model.ts'
import { SignInPage } from './SignInPage.tsx'

/** The page came, the desk did not answer. */
export function Unreachable({ session }: { session: Session }) {
  const { t } = useLocale()
  return (
    <SignInPage title={t.signInTitlePlain} onSubmit={() => void session.load()}>
      <p role="alert">{t.unreachable}</p>
      <button class="button button--primary button--touch button--wide" type="submit">
        {t.tryAgain}
      </button>
    </SignInPage>
  )
}
