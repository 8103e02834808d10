import { IconDownload } from '../ui/icons.tsx'
import { endingEn } from '../ui/strings/ending-en.ts'
import { useChat } from './chat-context.ts'
import { downloadText, transcriptText } from './transcript-text.ts'

/** What is left to do when a conversation has ended. */
export function Closing() {
  const { chat, t } = useChat()
  const words = t.ending ?? endingEn
  return (
    <div class="closing">
      <button
        type="button"
        class="button button--touch"
        onClick={() =>
          downloadText(
            `${words.transcriptFile}.txt`,
            transcriptText(chat.entries.value, chat.site.value?.name ?? '', t),
          )
        }
      >
        <IconDownload small />
        {words.saveAsText}
      </button>
      <button
        type="button"
        class="button button--quiet button--touch closing__again"
        onClick={chat.startAgain}
      >
        {words.askElse}
      </button>
    </div>
  )
}
