// npm run agent: accounts from the terminal.
import { build } from './build.mjs'

await build({ quiet: true })
await import('../dist/server/agent.js')
