import { useEffect, useState } from 'preact/hooks'
import { IconBack } from '../../ui/icons.tsx'
import type { ConsoleModel } from '../console-model.ts'
import { useLocale } from '../locale.ts'
import type { TalkModel } from '../talk-model.ts'

const tellAfterMs = 400

/** Before the desk has told the conversation, or when it does not: it is gone. */
export function NotOpened({ model, talk }: { model: ConsoleModel; talk: TalkModel }) {
  const { t } = useLocale()
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), tellAfterMs)
    return () => clearTimeout(timer)
  }, [])
  const refusal = talk.refusal.value
  const text = refusal === 'not-found' ? t.notFound : refusal ? t.notOpened : isLong ? t.opening : ''
  return (
    <section class="talk">
      <div class="bar only-narrow-flex">
        <button type="button" class="icon-button" aria-label={t.backToList} onClick={() => model.leave()}>
          <IconBack turns />
        </button>
      </div>
      <div class="empty" role="status">
        <p class="empty__text">{text}</p>
      </div>
    </section>
  )
}
