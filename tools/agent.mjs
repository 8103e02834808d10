// npm run agent: accounts from the terminal.
import { build } from './build.mjs'

build({ quiet: true })
await import('../dist/server/agent.js')
