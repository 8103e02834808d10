import { useEffect, useState } from 'preact/hooks'
import { IconClock, IconOffline, IconSent } from '../../ui/icons.tsx'
import type { ConsoleModel } from '../console-model.ts'
import { useLocale } from '../locale.ts'

const connectedAgainMs = 3000

/** Says that the connection is lost, that it is back, or that the list is behind. Nothing in good times. */
export function ConnectionBanner({ model }: { model: ConsoleModel }) {
  const { t } = useLocale()
  const state = model.connection.value
  const [wasLost, setLost] = useState(false)

  useEffect(() => {
    if (state === 'offline') setLost(true)
    if (state !== 'online' || !wasLost) return
    const timer = setTimeout(() => setLost(false), connectedAgainMs)
    return () => clearTimeout(timer)
  }, [state, wasLost])

  const isLost = state === 'offline' || (wasLost && state !== 'online')
  return (
    <div role="status">
      {isLost && (
        <p class="banner banner--notice">
          <IconOffline small />
          {t.noConnection}
        </p>
      )}
      {!isLost && wasLost && (
        <p class="banner banner--positive">
          <IconSent small />
          {t.connectedAgain}
        </p>
      )}
      {!isLost && model.isListStale.value && (
        <p class="banner banner--notice">
          <IconClock small />
          {t.notUpToDate}
        </p>
      )}
    </div>
  )
}
