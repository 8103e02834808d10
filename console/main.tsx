import { render } from 'preact'
import { agentNamespace } from '../protocol/events.ts'
import { connect } from '../ui/connection.ts'
import { openStorage } from '../ui/storage.ts'
import '../ui/tokens.css'
import '../ui/ui.css'
// In this order: of rules that weigh the same the later one holds.
import './frame/frame.css'
import './inbox/inbox.css'
import './talk/talk.css'
import './talk/said.css'
import './opinions/opinions.css'
import './talk/handoff.css'
import './talk/composer.css'
import './frame/menu.css'
import './talk/visitor.css'
import './inbox/empty.css'
import './session/sign-in.css'
import './frame/narrow.css'
import { takeSetupToken } from './address.ts'
import { App } from './App.tsx'
import { preferredLanguage, speakFirst } from './locale.ts'
import { createSession } from './session-model.ts'

const storage = openStorage()
const session = createSession(takeSetupToken())
const language = preferredLanguage(storage, navigator.languages)

const [speaking] = await Promise.all([speakFirst(language), session.load()])
render(
  <App
    session={session}
    storage={storage}
    speaking={speaking}
    connect={() => connect({ url: '/', namespace: agentNamespace })}
  />,
  document.body,
)
