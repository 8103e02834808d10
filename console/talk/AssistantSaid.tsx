import type { ComponentChildren } from 'preact'
import type { Instant } from '../../protocol/conversation.ts'
import { AssistantAvatar } from '../../ui/avatar.tsx'
import { clockTime } from '../../ui/time.ts'
import { useLocale } from '../locale.ts'
import { Said } from './Said.tsx'

/** A turn of the assistant's: marked as automatic. */
export function AssistantSaid({ at, children }: { at: Instant; children: ComponentChildren }) {
  const { t, language } = useLocale()
  return (
    <Said
      kind="assistant"
      avatar={<AssistantAvatar />}
      name={t.assistant}
      meta={`${t.automatic}${t.comma}${clockTime(at, language)}`}
    >
      {children}
    </Said>
  )
}
