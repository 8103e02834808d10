// npm run faq: what a FAQ would say and why, what is wrong with it, and whether it still finds what it should.
import { build } from './build.mjs'

// Standard output belongs to the report.
build({ quiet: true, only: ['server'] })
await import('../dist/server/faq.js')
