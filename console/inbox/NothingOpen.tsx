import { IconAssistant } from '../../ui/icons.tsx'
import type { ConsoleModel } from '../console-model.ts'
import { Key } from '../frame/Key.tsx'
import { useLocale } from '../locale.ts'
import { FirstRun } from './FirstRun.tsx'

/** The place of the conversation while none is open. Quiet when nobody waits. */
export function NothingOpen({ model }: { model: ConsoleModel }) {
  if (!model.isReady.value) return <section class="talk only-wide-block" />
  const { waiting } = model.sections.value
  const isEmpty = Object.values(model.sections.value).every((rows) => rows.length === 0)
  const isFirstRun = isEmpty && !model.earlier.hasMore.value
  return (
    <section class="talk">
      <div class="empty">
        <span class="empty__mark">
          <IconAssistant />
        </span>
        {waiting.length > 0 ? (
          <SomeWait model={model} waiting={waiting.length} />
        ) : isFirstRun ? (
          <FirstRun />
        ) : (
          <NobodyWaits model={model} />
        )}
      </div>
    </section>
  )
}

function SomeWait({ model, waiting }: { model: ConsoleModel; waiting: number }) {
  const { t } = useLocale()
  return (
    <>
      <h2 class="empty__title">{t.someWaiting(waiting)}</h2>
      <p class="empty__text">{t.someWaitingMore}</p>
      <button
        type="button"
        class="button button--primary empty__action"
        aria-keyshortcuts="t"
        onClick={() => void model.takeNext()}
      >
        {t.takeNext} <Key>T</Key>
      </button>
    </>
  )
}

function NobodyWaits({ model }: { model: ConsoleModel }) {
  const { t } = useLocale()
  const { mine, closedToday } = model.sections.value
  const answered = [...mine, ...closedToday].filter(
    (row) =>
      row.agent?.id === model.me.id || (row.last?.by.who === 'agent' && row.last.by.agent.id === model.me.id),
  ).length
  return (
    <>
      <h2 class="empty__title">{t.nobodyWaiting}</h2>
      <p class="empty__text">{answered > 0 ? t.answeredToday(answered) : t.bellRings}</p>
      {mine.length > 0 && (
        <div class="empty__keys only-wide">
          <span>
            <Key>J</Key> {t.openNext}
          </span>
        </div>
      )}
    </>
  )
}
