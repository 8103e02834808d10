import { render } from 'preact'
import { agentNamespace } from '../protocol/events.ts'
import { connect } from '../ui/connection.ts'
import { openStorage } from '../ui/storage.ts'
import '../ui/tokens.css'
import '../ui/ui.css'
import './console.css'
import { takeSetupToken } from './address.ts'
import { App } from './App.tsx'
import { preferredLanguage, speak } from './locale.ts'
import { createSession } from './session-model.ts'

const storage = openStorage()
const session = createSession(takeSetupToken())
const language = preferredLanguage(storage, navigator.languages)

const [t] = await Promise.all([speak(language), session.load()])
render(
  <App
    session={session}
    storage={storage}
    speaking={{ language, t }}
    connect={() => connect({ url: '/', namespace: agentNamespace })}
  />,
  document.body,
)
