import type { InboxRow } from '../../protocol/agent.ts'
import type { Page } from '../../protocol/conversation.ts'
import type { ConsoleModel } from '../console-model.ts'
import { isWebAddress, languageName, pagePath, timeThere } from '../figures.ts'
import { useLocale } from '../locale.ts'
import { cityOf } from '../visitor-name.ts'
import { durationText } from '../waiting-time.ts'

interface FactsProps {
  model: ConsoleModel
  row: InboxRow
  page: Page | null
  waitedMs: number | null
}

/** What is known without asking: page, language (and the one of the answers), the visitor's clock, the wait. */
export function Facts({ model, row, page, waitedMs }: FactsProps) {
  const { t, language } = useLocale()
  const named = (tag: string) => (tag ? languageName(tag, language) : t.notKnown)
  return (
    <dl class="facts">
      <dt>{t.page}</dt>
      {/* Cut at its end where it is long, whichever way the console runs. */}
      <dd class="facts__page" dir={page?.url ? 'ltr' : undefined}>
        <PageLink page={page} />
      </dd>
      <dt>{t.language}</dt>
      <dd>{row.writesIn ? t.writesIn(named(row.writesIn)) : named(row.language)}</dd>
      {row.writesIn && (
        <>
          <dt>{t.answers}</dt>
          <dd>{named(row.language)}</dd>
        </>
      )}
      <dt>{t.localTime}</dt>
      <dd>
        <LocalTime model={model} timeZone={row.timeZone} />
      </dd>
      {waitedMs !== null && (
        <>
          <dt>{t.waited}</dt>
          <dd>{durationText(waitedMs, t)}</dd>
        </>
      )}
    </dl>
  )
}

/** A link only for web addresses: this one comes from the visitor's browser. */
function PageLink({ page }: { page: Page | null }) {
  const { t } = useLocale()
  if (!page?.url) return <>{t.notKnown}</>
  const text = pagePath(page.url)
  if (!isWebAddress(page.url)) return <>{text}</>
  return (
    <a href={page.url} target="_blank" rel="noopener noreferrer" title={page.title || page.url}>
      {text}
    </a>
  )
}

function LocalTime({ model, timeZone }: { model: ConsoleModel; timeZone: string }) {
  const { t, language } = useLocale()
  const time = timeThere(model.clock.now.value, timeZone, language)
  const city = cityOf(timeZone)
  if (!time) return <>{t.notKnown}</>
  return <>{city ? t.localTimeIn(time, city) : time}</>
}
