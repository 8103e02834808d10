import { useLocale } from '../locale.ts'
import type { Preferences } from '../preferences.ts'
import { DeskDialog } from './DeskDialog.tsx'

interface KeysDialogProps {
  preferences: Preferences
  onClose: () => void
}

/** All keys in one list, and the switch for those who would rather not have them. */
export function KeysDialog({ preferences, onClose }: KeysDialogProps) {
  const { t } = useLocale()

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
    <DeskDialog title={t.keysTitle} closeLabel={t.closeList} onClose={onClose}>
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
    </DeskDialog>
  )
}
