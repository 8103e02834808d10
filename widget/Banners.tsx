import { IconFailed, IconOffline } from '../ui/icons.tsx'
import { useChat } from './chat-context.ts'

/** What stands between the visitor and the desk, said once and calmly. */
export function Banners() {
  const { chat, t } = useChat()
  return (
    <div role="status">
      {chat.refused.value ? (
        <p class="banner">
          <IconOffline small />
          <span>{t.refused}</span>
        </p>
      ) : chat.ready.value === 'offline' ? (
        <p class="banner">
          <IconOffline small />
          <span>
            <b>{t.offline}</b> {t.offlineText}
          </span>
        </p>
      ) : (
        chat.freshness.value === 'stale' && (
          <p class="banner">
            <IconFailed small />
            <span>
              <b>{t.stale}</b> {t.staleText}
            </span>
          </p>
        )
      )}
    </div>
  )
}
