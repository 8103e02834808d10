import { useEffect, useMemo, useState } from 'preact/hooks'
import type { SafeStorage } from '../ui/storage.ts'
import type { ConsoleLanguage } from '../ui/strings/console.ts'
import type { AgentConnection } from './agent-connection.ts'
import { createConsole } from './console-model.ts'
import { Desk } from './Desk.tsx'
import { keepLanguage, LocaleContext, speak } from './locale.ts'
import type { Locale } from './locale.ts'
import type { Session, SessionState } from './session-model.ts'
import { Setup } from './session/Setup.tsx'
import { SignIn } from './session/SignIn.tsx'
import { Unreachable } from './session/Unreachable.tsx'

export interface AppProps {
  session: Session
  storage: SafeStorage
  /** Called once for each time somebody signs in. */
  connect: () => AgentConnection
  speaking: Pick<Locale, 'language' | 't'>
}

/** The whole page: signing in, or the desk of who has. */
export function App({ session, storage, connect, speaking }: AppProps) {
  const [spoken, setSpoken] = useState(speaking)
  const locale: Locale = {
    ...spoken,
    choose(language: ConsoleLanguage) {
      keepLanguage(storage, language)
      void speak(language).then(
        (t) => setSpoken({ language, t }),
        () => undefined, // Not fetched now: it stays as it is, and the next visit begins in it.
      )
    },
  }
  const state = session.state.value
  return (
    <LocaleContext.Provider value={locale}>
      <div class="console desk">
        {state.is === 'signed-in' ? (
          <SignedIn key={state.agent.id} {...{ state, session, storage, connect }} />
        ) : (
          <SignedOut state={state} session={session} />
        )}
      </div>
    </LocaleContext.Provider>
  )
}

function SignedOut({ state, session }: { state: SessionState; session: Session }) {
  switch (state.is) {
    case 'signed-out':
      return <SignIn state={state} session={session} />
    case 'setting-up':
      return <Setup session={session} />
    case 'unreachable':
      return <Unreachable session={session} />
    case 'loading':
    case 'signed-in':
      return null
  }
}

interface SignedInProps extends Omit<AppProps, 'speaking'> {
  state: SessionState & { is: 'signed-in' }
}

function SignedIn({ state, session, storage, connect }: SignedInProps) {
  const model = useMemo(
    () =>
      createConsole({
        me: state.agent,
        siteName: state.siteName,
        connection: connect(),
        storage,
        onEnded: session.ended,
      }),
    [],
  )
  useEffect(() => () => model.stop(), [])
  return <Desk model={model} signOut={() => void session.signOut()} />
}
