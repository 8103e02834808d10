import type { TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { InboxRow } from '../../protocol/agent.ts'
import { messageMaxLength, noteMaxLength } from '../../protocol/limits.ts'
import { isComposing } from '../../ui/composing.ts'
import { Key } from '../frame/Key.tsx'
import { useLocale } from '../locale.ts'
import type { TalkModel } from '../talk-model.ts'
import { visitorName } from '../visitor-name.ts'

interface WriteFieldProps {
  talk: TalkModel
  row: InboxRow
  onLeave: () => void
}

export function WriteField({ talk, row, onLeave }: WriteFieldProps) {
  const { t } = useLocale()
  const field = useRef<HTMLTextAreaElement>(null)
  const isNote = talk.tab.value === 'note'
  const text = talk.draft.value
  const tooMany = text.trim().length - (isNote ? noteMaxLength : messageMaxLength)
  const canSend = text.trim() !== '' && tooMany <= 0
  useFocusWish(talk, field)
  useHeightOfText(field, text)

  const send = () => {
    if (tooMany <= 0) talk.send()
    field.current?.focus()
  }
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return
    if (event.key === 'Escape') return onLeave()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    send()
  }
  return (
    <>
      <textarea
        ref={field}
        class="write__text"
        rows={1}
        dir={text ? 'auto' : undefined}
        aria-label={isNote ? t.noteLabel : t.replyTo(visitorName(row, t))}
        placeholder={isNote ? t.noteHint : t.replyHint}
        value={text}
        onInput={(event) => talk.type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="write__bar">
        <span class="write__problem" role="status">
          {tooMany > 0 && t.tooLong(tooMany)}
        </span>
        <span class="write__gap" />
        <span class="write__hint only-wide">
          <Key>⇧</Key>
          <Key>↵</Key>
          {t.breaksLine}
        </span>
        <button
          type="button"
          class={`button${canSend ? ' button--primary' : ''}`}
          aria-keyshortcuts="Enter"
          aria-disabled={!canSend}
          onClick={send}
        >
          {isNote ? t.addNote : t.send}
          <span class="write__enter only-wide" aria-hidden="true">
            ↵
          </span>
        </button>
      </div>
    </>
  )
}

const granted = new WeakMap<TalkModel, number>()

/** Takes the focus once for each wish, also for one that came before there was a field. */
function useFocusWish(talk: TalkModel, field: { current: HTMLTextAreaElement | null }): void {
  const wish = talk.focusWish.value
  useLayoutEffect(() => {
    if (wish <= (granted.get(talk) ?? 0)) return
    granted.set(talk, wish)
    field.current?.focus()
  }, [wish])
}

/** Grows with the text, where the style sheet cannot do it alone; how far, it says anyway. */
function useHeightOfText(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const { current } = field
    if (!current || CSS.supports('field-sizing', 'content')) return
    current.style.blockSize = 'auto'
    current.style.blockSize = `${current.scrollHeight}px`
  }, [text])
}
