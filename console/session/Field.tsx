import { useId } from 'preact/hooks'
import { IconFailed } from '../../ui/icons.tsx'

interface FieldProps {
  label: string
  hint?: string
  error?: string | null
  type?: 'text' | 'email' | 'password'
  autocomplete: 'name' | 'username' | 'current-password' | 'new-password'
  maxLength?: number
  /** Takes the focus when the page opens. */
  isFirst?: boolean
  value: string
  onText: (text: string) => void
  onLeave?: () => void
}

// One object each: the typings tell apart what an input may carry by its type.
const types = { text: { type: 'text' }, email: { type: 'email' }, password: { type: 'password' } } as const

/** A labelled field; what is wrong with it stands below and is read with it. */
export function Field(props: FieldProps) {
  const { label, error, type = 'text' } = props
  const id = useId()
  // What is wrong says it too, and stands in its place: nothing below moves.
  const hint = error ? undefined : props.hint
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={`field${error ? ' field--wrong' : ''}`}>
      <label class="field__label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field__input"
        {...types[type]}
        autocomplete={props.autocomplete}
        autoFocus={props.isFirst ?? false}
        {...(props.maxLength && { maxLength: props.maxLength })}
        dir={type !== 'text' ? 'ltr' : props.value ? 'auto' : undefined}
        value={props.value}
        onInput={(event) => props.onText(event.currentTarget.value)}
        onBlur={props.onLeave}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy || undefined}
      />
      {hint && (
        <span class="field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span class="field__error" id={`${id}-error`} role="alert">
          <IconFailed small />
          <span>{error}</span>
        </span>
      )}
    </div>
  )
}
