import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkSizes, measureSizes } from '../../tools/size.mjs'

let web: string

beforeEach(async () => {
  web = await mkdtemp(join(tmpdir(), 'sizes-'))
  await mkdir(join(web, 'widget'))
  await write('widget.js', 'loader()')
  await write('widget/panel.js', 'import{a}from"./first.js";const b=()=>import("./later.js");export{a,b}')
  await write('widget/first.js', 'import"./second.js";export const a=1')
  await write('widget/second.js', 'export{c}from"./first.js"')
  await write('widget/later.js', 'export default 1')
})
afterEach(() => rm(web, { recursive: true, force: true }))

test('the panel counts with all that it imports at once, and not with what it fetches later', () => {
  const { panel, onDemand } = measureSizes(web)
  expect(panel.files).toEqual(['widget/panel.js', 'widget/first.js', 'widget/second.js'])
  expect(onDemand.map(({ name }) => name)).toEqual(['widget/later.js'])
})

test('within the limits the check passes and names every size', () => {
  const { ok, lines } = checkSizes(web)
  expect(ok).toBe(true)
  expect(lines).toHaveLength(3)
})

test('a chunk over the limit fails the check, wherever the panel gets it from', async () => {
  await write('widget/second.js', `export const c='${randomBytes(40_000).toString('hex')}'`)
  const { ok, lines } = checkSizes(web)
  expect(ok).toBe(false)
  expect(lines.join('\n')).toContain('panel: ')
  expect(lines.join('\n')).toContain('is over its limit of 36,864')
})

test('a loader over its limit fails the check', async () => {
  await write('widget.js', randomBytes(3_000).toString('hex'))
  expect(checkSizes(web).ok).toBe(false)
})

function write(path: string, code: string): Promise<void> {
  return writeFile(join(web, path), code)
}
