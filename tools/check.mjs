// npm run check: types, lint, format, architecture, size budgets. Runs all of them, then says what failed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.mjs'
import { checkSizes } from './size.mjs'

const root = join(import.meta.dirname, '..')
const bin = (name, path) => join(root, 'node_modules', name, path)

const steps = [
  ['types', bin('typescript', 'bin/tsc'), ['--noEmit', '-p', '.']],
  ['lint', bin('eslint', 'bin/eslint.js'), ['.', '--max-warnings', '0']],
  ['format', bin('prettier', 'bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.']],
  ['architecture', bin('vitest', 'vitest.mjs'), ['run', 'tests/architecture.test.ts', '--reporter=dot']],
]

const failed = []
for (const [name, script, args] of steps) {
  console.log(`check: ${name}`)
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) failed.push(name)
}

console.log('check: sizes')
build()
const sizes = checkSizes()
console.log(sizes.lines.join('\n'))
if (!sizes.ok) failed.push('sizes')

console.log(failed.length === 0 ? 'check: all passed' : `check: failed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
