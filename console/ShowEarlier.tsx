import { useLayoutEffect, useRef } from 'preact/hooks'
import { useLocale } from './locale.ts'

interface ShowEarlierProps {
  hasMore: boolean
  hasFailed: boolean
  showMore: () => Promise<void>
}

/** The door to older rows, at the end of a list. Whoever opens it goes on at the first row that was not there. */
export function ShowEarlier({ hasMore, hasFailed, showMore }: ShowEarlierProps) {
  const { t } = useLocale()
  const end = useRef<HTMLDivElement>(null)
  const before = useRef<Set<Element> | null>(null)
  const rows = () => [
    ...(end.current?.parentElement?.querySelectorAll<HTMLElement>('li > :is(a, button)') ?? []),
  ]
  // With each drawing: the rows come when the desk has answered.
  useLayoutEffect(() => {
    const known = before.current
    const added = known && rows().find((row) => !known.has(row))
    if (!added) return
    before.current = null
    added.focus()
  })
  return (
    <div class="earlier" ref={end}>
      {hasFailed && (
        <p class="earlier__failed" role="alert">
          {t.earlierFailed}
        </p>
      )}
      {hasMore && (
        <button
          type="button"
          class="button button--small"
          onClick={() => {
            before.current = new Set(rows())
            void showMore()
          }}
        >
          {hasFailed ? t.tryAgain : t.showEarlier}
        </button>
      )}
    </div>
  )
}
