// npm start: builds what is stale, then runs the server in this process.
import { build } from './build.mjs'

build()
await import('../dist/server/main.js')
