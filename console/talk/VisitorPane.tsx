import { useEffect, useRef } from 'preact/hooks'
import type { InboxRow } from '../../protocol/agent.ts'
import { IconClose, IconUnverified } from '../../ui/icons.tsx'
import type { ConsoleModel } from '../console-model.ts'
import { whenText } from '../figures.ts'
import { VisitorAvatar } from '../inbox/VisitorAvatar.tsx'
import { useLocale } from '../locale.ts'
import type { TalkModel } from '../talk-model.ts'
import { visitorName } from '../visitor-name.ts'
import { Facts } from './Facts.tsx'
import { StatusText } from './StatusText.tsx'

interface VisitorPaneProps {
  model: ConsoleModel
  talk: TalkModel
  row: InboxRow
  /** On narrow screens: the drawer is out. */
  isShown: boolean
  onClose: () => void
}

/** Who writes, as far as that is known. A pane of its own on wide screens, a drawer on others. */
export function VisitorPane({ model, talk, row, isShown, onClose }: VisitorPaneProps) {
  const { t, language } = useLocale()
  const drawer = useRef<HTMLElement>(null)
  const closeButton = useRef<HTMLButtonElement>(null)
  const opener = useRef<Element | null>(null)

  useEffect(() => {
    if (isShown) {
      opener.current = document.activeElement
      closeButton.current?.focus()
    } else if (opener.current instanceof HTMLElement) opener.current.focus()
  }, [isShown])

  // What is behind it cannot be seen: who tabs out of the drawer, or presses Escape wherever they are, is done with it.
  useEffect(() => {
    if (!isShown) return
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
    }
    const closeOutside = ({ target }: Event) => {
      if (target instanceof Node && !drawer.current?.contains(target)) onClose()
    }
    document.addEventListener('keydown', closeOnEscape)
    document.addEventListener('focusin', closeOutside)
    return () => {
      document.removeEventListener('keydown', closeOnEscape)
      document.removeEventListener('focusin', closeOutside)
    }
  }, [isShown])

  return (
    <>
      {isShown && <div class="scrim" onClick={onClose} />}
      <aside class={`visitor${isShown ? ' visitor--shown' : ''}`} aria-label={t.visitor} ref={drawer}>
        <div class="visitor__top">
          <VisitorAvatar row={row} large />
          <div class="visitor__who">
            <div class="visitor__name">
              <bdi>{visitorName(row, t)}</bdi>
            </div>
            <div class="visitor__mail">
              <StatusText model={model} row={row} isMine={talk.isMine.value} />
            </div>
          </div>
          <button
            type="button"
            ref={closeButton}
            class="icon-button icon-button--small visitor__close"
            aria-label={t.closeDetails}
            onClick={onClose}
          >
            <IconClose />
          </button>
        </div>
        {row.email && (
          <div class="verified verified--no">
            <IconUnverified />
            <div>
              {t.notVerified}
              <br />
              <span>{t.notVerifiedMore}</span>
            </div>
          </div>
        )}
        <div class="section">
          <Facts model={model} row={row} page={talk.details.value?.page ?? null} waitedMs={null} />
        </div>
        <div class="section">
          <dl class="facts">
            <dt>{t.began}</dt>
            <dd>{whenText(row.startedAt, model.clock.now.peek(), language)}</dd>
            {row.email && (
              <>
                <dt>{t.email}</dt>
                <dd>
                  <a href={`mailto:${row.email}`}>
                    <bdi>{row.email}</bdi>
                  </a>
                </dd>
              </>
            )}
            {row.rating !== null && (
              <>
                <dt>{t.rating}</dt>
                <dd>{t.ratedOf(row.rating)}</dd>
              </>
            )}
          </dl>
        </div>
      </aside>
    </>
  )
}
