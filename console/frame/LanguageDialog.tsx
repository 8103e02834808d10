import { IconSent } from '../../ui/icons.tsx'
import { consoleLanguageNames, consoleLanguages } from '../../ui/strings/console.ts'
import { useLocale } from '../locale.ts'
import { DeskDialog } from './DeskDialog.tsx'

/** The languages of the console, each by its own name. */
export function LanguageDialog({ onClose }: { onClose: () => void }) {
  const { t, language, choose } = useLocale()
  return (
    <DeskDialog title={t.language} closeLabel={t.closeLanguages} onClose={onClose}>
      <ul class="languages">
        {consoleLanguages.map((one) => (
          <li key={one}>
            <button
              type="button"
              class="languages__one"
              lang={one}
              aria-current={one === language}
              autofocus={one === language}
              onClick={() => {
                onClose()
                choose(one)
              }}
            >
              {consoleLanguageNames[one]}
              {one === language && <IconSent small />}
            </button>
          </li>
        ))}
      </ul>
    </DeskDialog>
  )
}
