import type { ComponentChildren } from 'preact'
import { IconAssistant } from '../../ui/icons.tsx'

interface SignInPageProps {
  title: string
  onSubmit: () => void
  children: ComponentChildren
}

/** The quiet page of everything that comes before the desk. */
export function SignInPage({ title, onSubmit, children }: SignInPageProps) {
  return (
    <main class="signin">
      <form
        class="signin__box"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        <div class="signin__mark">
          <IconAssistant />
        </div>
        <h1 class="signin__title">{title}</h1>
        {children}
      </form>
    </main>
  )
}
