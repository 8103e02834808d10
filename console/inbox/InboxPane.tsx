import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { formatNumber } from '../../ui/time.ts'
import type { ConsoleModel } from '../console-model.ts'
import { Key } from '../frame/Key.tsx'
import { sectionNames } from '../inbox-sections.ts'
import type { SectionName } from '../inbox-sections.ts'
import { useLocale } from '../locale.ts'
import { ShowEarlier } from '../ShowEarlier.tsx'
import { ListRow } from './ListRow.tsx'
import { OwnNews } from './OwnNews.tsx'

interface InboxPaneProps {
  model: ConsoleModel
  showKeys: () => void
}

/** The list of conversations, in its sections. A section with nothing in it is not there. */
export function InboxPane({ model, showKeys }: InboxPaneProps) {
  const { t } = useLocale()
  const list = useRef<HTMLDivElement>(null)
  useCurrentInView(list, model)
  return (
    <section class="inbox-list" aria-label={t.conversations}>
      <div class="bar">
        <h1 class="bar__title">{t.inbox}</h1>
      </div>
      <div class="inbox-list__scroll" ref={list}>
        {sectionNames.map((name) => (
          <Section key={name} name={name} model={model} />
        ))}
        <ShowEarlier
          hasMore={model.earlier.hasMore.value}
          hasFailed={model.earlier.hasFailed.value}
          showMore={model.earlier.showMore}
        />
      </div>
      <OwnNews model={model} list={list} />
      <div class="inbox-list__foot only-wide">
        <span>
          <Key>J</Key>
          <Key>K</Key>
          {t.move}
        </span>
        <span>
          <Key>T</Key>
          {t.takeKey}
        </span>
        <button type="button" class="inbox-list__keys" aria-keyshortcuts="?" onClick={showKeys}>
          <Key>?</Key>
          {t.allKeys}
        </button>
      </div>
    </section>
  )
}

function Section({ name, model }: { name: SectionName; model: ConsoleModel }) {
  const { t, language } = useLocale()
  const rows = model.sections.value[name]
  if (rows.length === 0) return null
  const id = `section-${name}`
  return (
    <>
      <h2 class="inbox-list__heading" id={id}>
        {t[name]}{' '}
        {!(name === 'closedEarlier' && model.earlier.hasMore.value) && (
          <span>{formatNumber(rows.length, language)}</span>
        )}
      </h2>
      <ul aria-labelledby={id}>
        {rows.map((row) => (
          <ListRow key={row.id} row={row} model={model} />
        ))}
      </ul>
    </>
  )
}

/**
 * Keeps the row of the open conversation in view: J and K go on past the edge of the list, and who is taken moves down
 * to one's own. Who is closed or handed on leaves the list where it is: one looks at who comes next.
 */
function useCurrentInView(list: RefObject<HTMLDivElement | null>, model: ConsoleModel): void {
  const id = model.talk.value?.id
  const section = sectionNames.find((name) => model.sections.value[name].some((row) => row.id === id))
  const shown = useRef<string | undefined>(undefined)
  useEffect(() => {
    const isShown = shown.current === id
    shown.current = section && id
    if (!section || (isShown && section !== 'mine')) return
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [id, section])
}
