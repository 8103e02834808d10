import { useState } from 'preact/hooks'
import { Avatar } from '../ui/avatar.tsx'
import { IconClose } from '../ui/icons.tsx'
import { previewEn } from '../ui/strings/preview-en.ts'
import { useChat } from './chat-context.ts'

/** An agent's reply above the closed launcher. */
export function Preview({ open }: { open: () => void }) {
  const { chat, t } = useChat()
  const words = t.preview ?? previewEn
  const [dismissed, setDismissed] = useState('')
  const last = chat.unread.value.at(-1)
  if (!last || last.id === dismissed || last.by.who !== 'agent') return null
  const { agent } = last.by
  return (
    <div class="preview" role="status">
      <button type="button" class="preview__open" onClick={open}>
        <Avatar {...agent} />
        <span>
          <span class="preview__name">{words.from(agent.name, chat.site.value?.name ?? '')}</span>
          <span class="preview__text" dir="auto">
            {last.text}
          </span>
        </span>
      </button>
      <button
        type="button"
        class="icon-button preview__close"
        aria-label={words.dismiss}
        onClick={() => setDismissed(last.id)}
      >
        <IconClose small />
      </button>
    </div>
  )
}
