import { useEffect, useRef } from 'preact/hooks'
import { IconClose } from '../../ui/icons.tsx'
import { useLocale } from '../locale.ts'
import type { Preferences } from '../preferences.ts'

interface KeysDialogProps {
  preferences: Preferences
  onClose: () => void
}

/** All keys in one list, and the switch for those who would rather not have them. */
export function KeysDialog({ preferences, onClose }: KeysDialogProps) {
  const { t } = useLocale()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])

  const keys: [string[], string][] = [
    [['J', 'K'], t.keyMove],
    [['T'], t.keyTake],
    [['R'], t.keyReply],
    [['N'], t.keyNote],
    [['E'], t.keyClose],
    [['Esc'], t.keyLeave],
    [['?'], t.keyList],
  ]
  return (
    <dialog class="keys" ref={dialog} aria-labelledby="keys-title" onClose={onClose}>
      <div class="keys__top">
        <h2 class="keys__title" id="keys-title">
          {t.keysTitle}
        </h2>
        <button
          type="button"
          class="icon-button icon-button--small"
          aria-label={t.closeList}
          onClick={() => dialog.current?.close()}
        >
          <IconClose />
        </button>
      </div>
      <dl class="keys__list">
        {keys.map(([names, what]) => (
          <div class="keys__row" key={what}>
            <dt>
              {names.map((name) => (
                <kbd class="key" key={name}>
                  {name}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label class="keys__switch">
        <input
          type="checkbox"
          checked={preferences.letters.value}
          onChange={(event) => (preferences.letters.value = event.currentTarget.checked)}
        />
        {t.keysSwitch}
      </label>
      <p class="keys__foot">{t.keysFoot}</p>
    </dialog>
  )
}
