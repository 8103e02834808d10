import { IconDownload } from '../ui/icons.tsx'
import { useChat } from './chat-context.ts'
import { downloadText, transcriptText } from './transcript-text.ts'

/** What is left to do when a conversation has ended. */
export function Closing() {
  const { chat, t } = useChat()
  return (
    <div class="closing">
      <button
        type="button"
        class="button button--touch"
        onClick={() =>
          downloadText(
            `${t.transcriptFile}.txt`,
            transcriptText(chat.entries.value, chat.site.value?.name ?? '', t),
          )
        }
      >
        <IconDownload small />
        {t.saveAsText}
      </button>
      <button
        type="button"
        class="button button--quiet button--touch closing__again"
        onClick={chat.startAgain}
      >
        {t.askElse}
      </button>
    </div>
  )
}
