import { execFile, execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createMatcher } from 'frontdesk/matcher'
import type * as published from 'frontdesk/matcher'
import { expect, expectTypeOf, onTestFinished, test } from 'vitest'
import { createMatcher as createOwn } from '../server/bot/matcher/matcher.ts'
import type * as own from '../server/bot/matcher/matcher.ts'

const root = join(import.meta.dirname, '..')
const run = promisify(execFile)

const program = `
import { createMatcher } from 'frontdesk/matcher'
const entries = [
  { id: 'delivery', question: 'Where is my parcel?', phrasings: ['track my order', 'parcel not here yet'] },
  { id: 'refund', question: 'When is my refund here?', phrasings: ['money back', 'I want my money'] },
]
const matcher = await createMatcher(entries, { language: 'en', keep: 0.9 })
const { decision, ranked } = matcher.match('where is the package that I bought')
const meaning = matcher.explain('where is the package that I bought').why.candidates[0]?.reasons.some(({ kind }) => kind === 'meaning')
console.log(JSON.stringify({ decision, id: ranked[0]?.id, meaning }))
`

/** A project of somebody else, with what \`npm pack\` packs as its only own dependency. */
async function foreignProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'project-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ filename }] = JSON.parse(packed.toString()) as [{ filename: string }]
  const modules = join(folder, 'node_modules')
  await mkdir(join(modules, 'frontdesk'), { recursive: true })
  execFileSync('tar', [
    '-xzf',
    join(folder, filename),
    '-C',
    join(modules, 'frontdesk'),
    '--strip-components=1',
  ])
  await symlink(join(root, 'node_modules', 'natural'), join(modules, 'natural'), 'dir')
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  return folder
}

test('the packed matcher runs in another project on plain Node, word table included', async () => {
  const folder = await foreignProject()
  await writeFile(join(folder, 'program.js'), program)
  const { stdout, stderr } = await run(process.execPath, ['program.js'], { cwd: folder })
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({ id: 'delivery', meaning: true })
})

test.each([
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])('the packed matcher has types (module %s, resolution %s)', async (module, moduleResolution) => {
  const folder = await foreignProject()
  await writeFile(join(folder, 'program.ts'), program)
  await writeFile(join(folder, 'wrong.ts'), "import { createMatcher } from 'frontdesk/matcher'\nvoid createMatcher([], {})\n") // prettier-ignore
  const compilerOptions = { module, moduleResolution, noEmit: true, strict: true, target: 'es2023', types: [], lib: ['es2023', 'dom'] } // prettier-ignore
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const checked = await run(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch(
    (cause: unknown) => cause,
  )
  const { stdout } = checked as { stdout: string }
  const errors = stdout.split('\n').filter((line) => line.includes('): error '))
  expect(errors).toEqual([
    expect.stringMatching(/^wrong\.ts.*not assignable to parameter of type 'MatcherOptions'/),
  ])
})

test('inside this repository the package is what was built, and matches as the source does', async () => {
  const entries = [
    { id: 'a', phrasings: ['where is my parcel', 'track it'] },
    { id: 'b', phrasings: ['money back', 'refund please'] },
  ]
  const [built, source] = [
    await createMatcher(entries, { language: 'en' }),
    await createOwn(entries, { language: 'en' }),
  ]
  for (const text of ['parcel', 'my money', 'nothing of this'])
    expect(built.explain(text)).toEqual(source.explain(text))
})

test('the types that are published are those of the source', () => {
  expectTypeOf<own.Matcher>().toEqualTypeOf<published.Matcher>()
  expectTypeOf<own.ExplainedMatch>().toEqualTypeOf<published.ExplainedMatch>()
  expectTypeOf<own.MatcherEntry>().toEqualTypeOf<published.MatcherEntry>()
  expectTypeOf<own.MatcherOptions>().toEqualTypeOf<published.MatcherOptions>()
  expectTypeOf(createOwn).toEqualTypeOf<typeof published.createMatcher>()
})

test('what is packed is the matcher with its tables and licences, and nothing of the desk', () => {
  const listed = execFileSync('npm', ['pack', '--ignore-scripts', '--dry-run', '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ files }] = JSON.parse(listed.toString()) as [{ files: { path: string }[] }]
  const paths = files.map(({ path }) => path)
  for (const needed of [
    'LICENSE',
    'README.md',
    'package.json',
    'dist/matcher/matcher.js',
    'server/bot/matcher/published.d.ts',
    'server/bot/words/en.table',
    'server/bot/words/NOTICE.md',
  ])
    expect(paths).toContain(needed)
  const foreign = paths.filter(
    (path) =>
      !/^(dist\/matcher\/|server\/bot\/words\/|docs\/|[A-Z]|package\.json|server\/bot\/matcher\/published)/.test(
        path,
      ),
  )
  expect(foreign).toEqual([])
})
