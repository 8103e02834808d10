import type { Agent } from '../../protocol/agent.ts'
import type { Note } from '../../protocol/conversation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconNote } from '../../ui/icons.tsx'
import { LinkedText } from '../../ui/linked-text.tsx'
import { clockTime } from '../../ui/time.ts'
import { useLocale } from '../locale.ts'
import { Said } from './Said.tsx'

/** A private note: straw, dashed, with a lock. */
export function NoteLine({ note, me }: { note: Note; me: Agent }) {
  const { t, language } = useLocale()
  return (
    <Said
      kind="note"
      avatar={<Avatar name={note.by.name} id={note.by.id} />}
      name={note.by.id === me.id ? t.you : note.by.name}
      meta={
        <>
          {clockTime(note.at, language)}
          <NoteMark />
        </>
      }
    >
      <p class="said__text" dir="auto">
        <LinkedText text={note.text} />
      </p>
    </Said>
  )
}

export function NoteMark() {
  const { t } = useLocale()
  return (
    <span class="note-mark">
      <IconNote />
      {t.noteMark}
    </span>
  )
}
