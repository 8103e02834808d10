import { IconAssistant, IconInbox, IconOpinions } from '../../ui/icons.tsx'
import { formatNumber } from '../../ui/time.ts'
import type { ConsoleModel } from '../console-model.ts'
import { useLocale } from '../locale.ts'
import { MeMenu } from './MeMenu.tsx'

interface RailProps {
  model: ConsoleModel
  signOut: () => void
  showKeys: () => void
  showLanguages: () => void
}

/** The pages of the console, and oneself. At the bottom on a phone. */
export function Rail({ model, signOut, showKeys, showLanguages }: RailProps) {
  const { t, language } = useLocale()
  const waiting = model.sections.value.waiting.length
  const page = model.page.value
  const linkTo = (to: typeof page) => ({
    class: `rail__link${page === to ? ' rail__link--current' : ''}`,
    'aria-current': page === to ? ('page' as const) : undefined,
  })
  return (
    <nav class="rail" aria-label={t.consoleNav}>
      <div class="rail__mark">
        <IconAssistant />
      </div>
      <a
        {...linkTo('inbox')}
        href={location.pathname}
        onClick={(event) => {
          event.preventDefault()
          model.leave()
        }}
      >
        <IconInbox />
        {t.inbox}
        {waiting > 0 && (
          <span class="rail__count">
            <span aria-hidden="true">{formatNumber(waiting, language)}</span>
            <span class="visually-hidden">{t.waitingCount(waiting)}</span>
          </span>
        )}
      </a>
      <a
        {...linkTo('opinions')}
        href="#opinions"
        onClick={(event) => {
          event.preventDefault()
          model.showOpinions()
        }}
      >
        <IconOpinions />
        {t.opinions}
      </a>
      <span class="rail__gap" />
      <MeMenu {...{ model, signOut, showKeys, showLanguages }} />
    </nav>
  )
}
