import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { refusalCodes } from '../protocol/refusals.ts'
import { openBot } from '../server/faq-tools/asking.ts'
import { readOwnersFaq } from '../server/faq-tools/owners-faq.ts'
import { transitions } from '../server/domain/transitions.ts'
import { measureSizes } from '../tools/size.mjs'
import { agentRequests, visitorRequests } from '../server/transport/parse.ts'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const architecture = read('docs/architecture.md')

test.each(Object.entries(transitions))(
  'architecture.md shows the move %s as the table has it',
  (move, { from, to }) => {
    const row = architecture.split('\n').find((line) => line.startsWith(`| \`${move}\` |`))
    const [, , fromCell = '', toCell = ''] = row?.split('|').map((cell) => cell.trim()) ?? []
    expect(fromCell).toBe(from.join(', '))
    expect(toCell).toBe(to.join(', '))
  },
)

test.each([...Object.keys(visitorRequests), ...Object.keys(agentRequests)])(
  'architecture.md shows the request %s',
  (name) => {
    expect(architecture).toContain(`\`${name}\``)
  },
)

test.each(refusalCodes.map((code) => [code]))('architecture.md shows the refusal %s', (code) => {
  expect(architecture).toMatch(new RegExp(`^\\| \`${code}\` \\|`, 'm'))
})

test('architecture.md shows every event that protocol/ names', () => {
  const named = ['visitor', 'agent'].flatMap((side) =>
    [...read(`protocol/${side}.ts`).matchAll(/^ {2}'([a-z]+:[a-z]+)':/gm)].map(([, name]) => name ?? ''),
  )
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((name) => !architecture.includes(`\`${name}\``))).toEqual([])
})

const filesOf = (folder: string) =>
  readdirSync(new URL(`../${folder}/`, import.meta.url)).filter((name) => name.endsWith('.ts'))
const filesNamedIn = (text: string) =>
  [...text.matchAll(/`([a-z0-9-]+(?:\.d)?\.ts)`/g)].map(([, name = '']) => name)

function readingOrder(page: string, heading: string): string {
  const [, section = ''] = read(page).split(`# ${heading}\n`)
  return section.split('\n#')[0] ?? ''
}

test('every file of server/bot stands once in the reading order of architecture.md, and no other', () => {
  const order = readingOrder('docs/architecture.md', 'From a FAQ folder to an answer')
  expect(filesNamedIn(order).toSorted()).toEqual(filesOf('server/bot').toSorted())
})

test.each(['matcher', 'classifiers', 'meaning', 'text', 'arithmetic'])(
  'every file of server/bot/%s stands once in the reading order of matcher.md, beside its folder, and no other',
  (folder) => {
    const order = readingOrder('docs/matcher.md', 'The files, in the order in which to read them')
    const rows = order.split('\n').filter((row) => row.includes(` | \`${folder}/\` | `))
    expect(filesNamedIn(rows.join()).toSorted()).toEqual(filesOf(`server/bot/${folder}`).toSorted())
  },
)

test('self-hosting.md explains every environment variable that config.ts reads', () => {
  const names = [...read('server/config.ts').matchAll(/^ {2}([A-Z_]+): \{/gm)].map(([, name]) => name ?? '')
  expect(names.length).toBeGreaterThan(6)
  const guide = read('docs/self-hosting.md')
  expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([])
})

test('the FAQ that editing-the-faq.md begins with from nothing has no mistake and answers', async () => {
  const [, section = ''] = read('docs/editing-the-faq.md').split('## Your own, from nothing\n')
  const files = [...section.split('\n## ')[0]!.matchAll(/`my-faq\/([\w/.]+\.json)`:\n\n```json\n(.*?)```/gs)]
  expect(files.map(([, name]) => name)).toEqual(['site.json', 'en/delivery.json'])
  const folder = await mkdtemp(join(tmpdir(), 'my-faq-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'en'))
  for (const [, name = '', text = ''] of files) await writeFile(join(folder, name), text)
  expect((await readOwnersFaq(folder)).problems).toEqual([])
  const bot = await openBot({ folder, learned: null })
  onTestFinished(() => bot.close())
  expect((await bot.match('how fast do you ship?', 'en')).ranked[0]?.entry.id).toBe('delivery-time')
})

test('README.md tells the sizes that the build has, in whole KB', () => {
  const { loader, panel } = measureSizes()
  const [, loaderKb, panelKb] = /: (\d+) KB until .*? (\d+) KB from the click/s.exec(read('README.md')) ?? []
  expect([loaderKb, panelKb].map(Number)).toEqual([loader, panel].map(({ bytes }) => Math.ceil(bytes / 1024)))
})

test('embedding.md explains every attribute of the tag', () => {
  const loader = read('widget/loader.ts')
  const attributes = [...loader.matchAll(/dataset\.([a-z]+)/g)].map(([, name]) => name ?? '')
  const choices = [...loader.matchAll(/^ {2}\['([a-z]+)', '/gm)].map(([, name]) => name ?? '')
  const guide = read('docs/embedding.md')
  const named = [...new Set([...attributes, ...choices])]
  expect(named.length).toBeGreaterThanOrEqual(3)
  expect(named.filter((name) => !guide.includes(`\`data-${name}\``))).toEqual([])
})
