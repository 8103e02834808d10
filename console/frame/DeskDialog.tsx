import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { IconClose } from '../../ui/icons.tsx'

interface DeskDialogProps {
  title: string
  closeLabel: string
  onClose: () => void
  children: ComponentChildren
}

/** A list over the desk: Escape and its own button close it. */
export function DeskDialog({ title, closeLabel, onClose, children }: DeskDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => dialog.current?.showModal(), [])

  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={titleId} onClose={onClose}>
      <div class="dialog__top">
        <h2 class="dialog__title" id={titleId}>
          {title}
        </h2>
        <button
          type="button"
          class="icon-button icon-button--small"
          aria-label={closeLabel}
          onClick={() => dialog.current?.close()}
        >
          <IconClose />
        </button>
      </div>
      {children}
    </dialog>
  )
}
