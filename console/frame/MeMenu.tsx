import { Avatar } from '../../ui/avatar.tsx'
import { consoleLanguageNames } from '../../ui/strings/console.ts'
import type { ConsoleModel } from '../console-model.ts'
import { useLocale } from '../locale.ts'
import { MenuButton } from './MenuButton.tsx'
import type { MenuEntry } from './MenuList.tsx'

interface MeMenuProps {
  model: ConsoleModel
  signOut: () => void
  showKeys: () => void
  showLanguages: () => void
}

/** One's own avatar: there or away, sound, language, and the way out. */
export function MeMenu({ model, signOut, showKeys, showLanguages }: MeMenuProps) {
  const { t, language } = useLocale()
  const { me, preferences } = model
  const isAvailable = model.isAvailable.value
  const isSeen = isAvailable && model.connection.value === 'online'
  const sound = preferences.sound.value

  const entries: MenuEntry[] = [
    { heading: `${me.name}, ${me.email}` },
    {
      name: t.available,
      more: t.availableMore,
      choice: { kind: 'radio', isOn: isAvailable },
      choose: () => model.setAvailable(true),
    },
    {
      name: t.away,
      more: t.awayMore,
      choice: { kind: 'radio', isOn: !isAvailable },
      choose: () => model.setAvailable(false),
    },
    { heading: model.siteName },
    {
      name: t.sound,
      choice: { kind: 'checkbox', isOn: sound },
      choose: () => (preferences.sound.value = !sound),
    },
    { name: t.language, more: consoleLanguageNames[language], choose: showLanguages },
    { name: t.keys, choose: showKeys },
    { name: t.signOut, choose: signOut },
  ]

  return (
    <MenuButton class="rail__me" label={t.meMenu(me.name, isAvailable)} opens="above" entries={entries}>
      <Avatar name={me.name} id={me.id} presence={isSeen ? 'available' : 'away'} />
      <span class="rail__me-label only-narrow">{t.me}</span>
    </MenuButton>
  )
}
