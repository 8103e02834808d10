// npm run store: moves and checks what the desk keeps.
import { build } from './build.mjs'

build({ quiet: true, only: ['server'] })
await import('../dist/server/store.js')
