import { useEffect } from 'preact/hooks'
import { formatNumber } from '../../ui/time.ts'
import type { ConsoleModel } from '../console-model.ts'
import { useLocale } from '../locale.ts'
import { ShowEarlier } from '../ShowEarlier.tsx'
import type { OpinionRow } from '../opinions-model.ts'
import { OpinionItem } from './OpinionItem.tsx'

/** What visitors liked and what they did not, in their own words. */
export function OpinionsPage({ model }: { model: ConsoleModel }) {
  const { t } = useLocale()
  const { opinions, hasMore, hasFailed, hasMoreFailed, load, showMore } = model.opinions
  const isOnline = model.connection.value === 'online'
  useEffect(() => {
    if (isOnline) void load()
  }, [isOnline])
  const known = opinions.value
  return (
    <section class="opinions" aria-label={t.opinions}>
      <div class="bar">
        <h1 class="bar__title">{t.opinions}</h1>
      </div>
      <div class="opinions__scroll">
        <p class="opinions__about">{t.opinionsAbout}</p>
        {hasFailed.value && (
          <p class="opinions__failed" role="alert">
            {t.notUpToDate}
          </p>
        )}
        {known && (
          <>
            <div class="opinions__lists">
              <OpinionList model={model} name="praise" rows={known.praise} />
              <OpinionList model={model} name="complaints" rows={known.complaints} />
            </div>
            <ShowEarlier hasMore={hasMore.value} hasFailed={hasMoreFailed.value} showMore={showMore} />
          </>
        )}
      </div>
    </section>
  )
}

interface OpinionListProps {
  model: ConsoleModel
  name: 'praise' | 'complaints'
  rows: OpinionRow[]
}

function OpinionList({ model, name, rows }: OpinionListProps) {
  const { t, language } = useLocale()
  const hasMore = model.opinions.hasMore.value
  // Nobody knows yet that there are none.
  if (rows.length === 0 && hasMore) return null
  const id = `opinions-${name}`
  return (
    <div class="opinions__list">
      <h2 class="inbox-list__heading" id={id}>
        {t[name]} {!hasMore && <span>{formatNumber(rows.length, language)}</span>}
      </h2>
      {rows.length === 0 ? (
        <p class="opinions__none">{name === 'praise' ? t.noPraise : t.noComplaints}</p>
      ) : (
        <ul aria-labelledby={id}>
          {rows.map((row) => (
            <OpinionItem key={`${row.conversation.id} ${row.opinion.sequence}`} row={row} model={model} />
          ))}
        </ul>
      )}
    </div>
  )
}
