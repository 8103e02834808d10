// The last line of .ci/run: "N passed, N failed", from vitest's own report; the checks count as one more.
// A run that ended badly without a failing test (no report, a crash) counts as one failure.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [testStatus, checkStatus] = process.argv.slice(2).map(Number)
const { numPassedTests = 0, numFailedTests = 0 } = readReport()
const crashed = testStatus !== 0 && numFailedTests === 0 ? 1 : 0
const passed = numPassedTests + (checkStatus === 0 ? 1 : 0)
const failed = numFailedTests + crashed + (checkStatus === 0 ? 0 : 1)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function readReport() {
  try {
    return JSON.parse(readFileSync(join(import.meta.dirname, '..', 'dist', 'test-results.json'), 'utf8'))
  } catch {
    return {}
  }
}
