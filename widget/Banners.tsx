import { IconOffline } from '../ui/icons.tsx'
import { useChat } from './chat-context.ts'

/** What stands between the visitor and the desk, said once and calmly. */
export function Banners() {
  const { chat, t } = useChat()
  const [title, text] = chat.refused.value
    ? [t.refused]
    : chat.ready.value === 'offline'
      ? [t.offline, t.offlineText]
      : chat.freshness.value === 'stale'
        ? [t.stale, t.staleText]
        : []
  return (
    <div role="status">
      {title && (
        <p class="banner">
          <IconOffline small />
          <span>
            <b>{title}</b> {text}
          </span>
        </p>
      )}
    </div>
  )
}
