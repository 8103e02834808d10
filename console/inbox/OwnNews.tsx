import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ConsoleModel } from '../console-model.ts'
import { useLocale } from '../locale.ts'

interface OwnNewsProps {
  model: ConsoleModel
  list: RefObject<HTMLElement | null>
}

/** A long line pushes one's own conversations out of the list's window: what comes there is told at its edge. */
export function OwnNews({ model, list }: OwnNewsProps) {
  const { t } = useLocale()
  const news = model.sections.value.mine.filter((row) => model.unread(row) !== 0)
  // The one that has waited longest for an answer.
  const first = news.at(-1)
  const isInView = useInView(list, first?.id)
  const count = news.reduce((sum, row) => sum + (model.unread(row) ?? 1), 0)
  return (
    <div class="inbox-list__news" role="status">
      {first && !isInView && (
        // Filled as a badge is: it stands for the badges that are out of sight.
        <button
          type="button"
          class="button button--small button--primary"
          onClick={() => model.open(first.id)}
        >
          {t.saidBy(t.mine)} {t.unread(count)}
        </button>
      )}
    </div>
  )
}

/** Whether the last unread row of one's own is in the list's window. Until that is known, nothing is told. */
function useInView(list: RefObject<HTMLElement | null>, id: string | undefined): boolean {
  const [isInView, setInView] = useState(true)
  useEffect(() => {
    const rows = list.current?.querySelectorAll('[aria-labelledby="section-mine"] .inbox-list__row--unread')
    const row = rows?.[rows.length - 1]
    if (!id || !row) return
    const observer = new IntersectionObserver(([entry]) => setInView(entry?.isIntersecting ?? true), {
      root: list.current,
    })
    observer.observe(row)
    return () => observer.disconnect()
  }, [id])
  return isInView
}
