import { useLayoutEffect, useRef } from 'preact/hooks'
import { messageMaxLength } from '../protocol/limits.ts'
import { isComposing } from '../ui/composing.ts'
import { IconSend } from '../ui/icons.tsx'
import { useChat } from './chat-context.ts'

/** From here on the field says how much room is left. */
const hintFrom = messageMaxLength - 300

/** The message field. Enter sends, Shift Enter breaks the line. */
export function Composer() {
  const { chat, t } = useChat()
  const field = useRef<HTMLTextAreaElement>(null)
  const text = chat.draft.value
  const canSend = text.trim() !== ''
  const { status, agent } = chat.standing.value
  const prompt =
    status === 'agent' && agent
      ? t.writeTo(agent.name)
      : status === 'waiting'
        ? t.addAnything
        : t.writeQuestion

  // With each drawing: the hint, too, can need a second line.
  useLayoutEffect(() => grow(field.current))

  function send(): void {
    const written = chat.draft.peek().trim()
    if (written) {
      chat.ask(written)
      chat.draft.value = ''
    }
    field.current?.focus()
  }
  function onKeyDown(event: KeyboardEvent): void {
    // With an input method, Enter chooses a word and must not send half a sentence.
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    send()
  }

  return (
    <div class="composer">
      <div class="composer__box">
        <textarea
          ref={field}
          class="composer__input"
          rows={1}
          dir={text ? 'auto' : undefined}
          enterkeyhint="send"
          maxLength={messageMaxLength}
          placeholder={prompt}
          aria-label={t.message}
          data-autofocus
          value={text}
          onInput={(event) => {
            chat.draft.value = event.currentTarget.value
            chat.typed()
          }}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class={`composer__send${canSend ? '' : ' composer__send--idle'}`}
          aria-label={t.send}
          aria-disabled={!canSend}
          onClick={send}
        >
          <IconSend />
        </button>
      </div>
      {text.length >= hintFrom && (
        <p class="composer__hint" role="status">
          {t.charactersLeft(messageMaxLength - text.length)}
        </p>
      )}
      {!chat.kept && <p class="composer__hint">{t.notKept}</p>}
    </div>
  )
}

/** As high as its text; the style sheet stops it at six lines. */
function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return
  field.style.blockSize = 'auto'
  field.style.blockSize = `${field.scrollHeight}px`
}
