import { useState } from 'preact/hooks'
import type { ConsoleModel } from './console-model.ts'
import { ConnectionBanner } from './frame/ConnectionBanner.tsx'
import { KeysDialog } from './frame/KeysDialog.tsx'
import { LanguageDialog } from './frame/LanguageDialog.tsx'
import { usePageTitle } from './frame/page-title.ts'
import { Rail } from './frame/Rail.tsx'
import { useShortcuts } from './frame/shortcuts.ts'
import { InboxPane } from './inbox/InboxPane.tsx'
import { NothingOpen } from './inbox/NothingOpen.tsx'
import { OpinionsPage } from './opinions/OpinionsPage.tsx'
import { TalkPane } from './talk/TalkPane.tsx'

/** The desk of a signed-in agent: rail, list, conversation, visitor. */
export function Desk({ model, signOut }: { model: ConsoleModel; signOut: () => void }) {
  const [shown, setShown] = useState<'keys' | 'languages' | null>(null)
  const showKeys = () => setShown('keys')
  const showLanguages = () => setShown('languages')
  const hide = () => setShown(null)
  const talk = model.talk.value
  const isListEmpty = Object.values(model.sections.value).every((rows) => rows.length === 0)
  useShortcuts(model, showKeys)
  usePageTitle(model.sections.value.waiting.length, model.siteName)

  return (
    <div class={`app${talk ? ' app--talk' : ''}`}>
      <Rail {...{ model, signOut, showKeys, showLanguages }} />
      <main class="app__main">
        <ConnectionBanner model={model} />
        {model.page.value === 'opinions' ? (
          <OpinionsPage model={model} />
        ) : (
          <div class={`inbox${talk ? '' : ' inbox--nothing-open'}${isListEmpty ? ' inbox--empty-list' : ''}`}>
            <InboxPane model={model} showKeys={showKeys} />
            {talk ? <TalkPane key={talk.id} model={model} talk={talk} /> : <NothingOpen model={model} />}
          </div>
        )}
      </main>
      {shown === 'keys' && <KeysDialog preferences={model.preferences} onClose={hide} />}
      {shown === 'languages' && <LanguageDialog onClose={hide} />}
    </div>
  )
}
