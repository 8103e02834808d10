// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Embedding, FrontdeskApi, MountedPanel } from '../../widget/embedding.ts'

let done: string[] = []
let embedding: Embedding | undefined

/** On a machine that is busy with other things. */
const slow = { timeout: 10_000 }

const server = 'https://desk.example/'

/** What the loader imports in place of the built panel: it writes down what is done with it. */
function mount(given: Embedding): MountedPanel {
  const note = (what: string) => () => void done.push(what)
  note(`mounted for ${given.host.dataset.language ?? 'any language'}`)()
  embedding = given
  return { open: note('opened'), close: note('closed'), toggle: note('toggled'), destroy: note('destroyed') }
}

beforeEach(() => {
  vi.resetModules()
  vi.doMock('https://desk.example/widget/panel.js', () => ({ mount }))
  done = []
  localStorage.clear()
  document.body.replaceChildren()
  delete window.Frontdesk
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => {
  api()?.destroy()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Runs the loader as the browser runs the tag. */
async function runTag(attributes: Record<string, string> = {}, src = `${server}widget.js`): Promise<void> {
  const script = document.createElement('script')
  // Not by `src`, which would make the test's own browser fetch it.
  Object.defineProperty(script, 'src', { value: src })
  for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value)
  vi.spyOn(Document.prototype, 'currentScript', 'get').mockReturnValue(script)
  await import('../../widget/loader.ts')
}

function api(): FrontdeskApi | undefined {
  return window.Frontdesk && 'destroy' in window.Frontdesk ? window.Frontdesk : undefined
}

const hosts = () => [...document.querySelectorAll('frontdesk-chat')]
const launcher = () => hosts()[0]?.shadowRoot?.querySelector('button') ?? null
const warnings = () => vi.mocked(console.warn).mock.calls.map(([text]) => String(text))

test('the tag makes one element with one button, and stores and fetches nothing', async () => {
  await runTag()
  expect(hosts().length).toBe(1)
  expect(launcher()?.getAttribute('aria-label')).toBe('Open chat')
  expect(launcher()?.getAttribute('aria-expanded')).toBe('false')
  expect(localStorage.length).toBe(0)
  expect(done).toEqual([])
  expect(hosts()[0]?.getAttribute('style')).toBeNull()
  expect(warnings()).toEqual([])
})

test('a click fetches the panel and opens it', async () => {
  // The server writes the site's languages into the place of this word.
  await runTag({ 'data-language': 'languages-CH' })
  launcher()?.click()
  await vi.waitFor(() => expect(done).toEqual(['mounted for languages-CH', 'toggled']), slow)
  expect(embedding?.server).toBe(server)
})

test('pointing at the button fetches the code but does not connect', async () => {
  await runTag()
  launcher()?.dispatchEvent(new Event('pointerenter'))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(done).toEqual([])
})

test('loaded twice, the second does nothing and says so once', async () => {
  await runTag()
  vi.resetModules()
  await runTag()
  expect(hosts().length).toBe(1)
  expect(warnings()).toEqual(['Frontdesk: widget.js runs twice here. Keep one of its <script> tags.'])
})

test('before there is a body it waits for one', async () => {
  const body = vi.spyOn(document, 'body', 'get').mockReturnValue(null as never)
  await runTag()
  expect(hosts().length).toBe(0)
  body.mockRestore()
  document.dispatchEvent(new Event('DOMContentLoaded'))
  expect(hosts().length).toBe(1)
})

test('with storage blocked it works all the same', async () => {
  vi.stubGlobal('localStorage', {
    getItem() {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  await runTag()
  expect(launcher()).toBeTruthy()
})

test('a visitor with an open conversation gets the panel without a click', async () => {
  localStorage.setItem(`frontdesk:open:${server}`, '1')
  await runTag()
  await vi.waitFor(() => expect(done).toEqual(['mounted for any language']), slow)
})

test.each([
  [
    { 'data-theme': 'drak' },
    'Frontdesk: data-theme="drak" is unknown. Use "light" or "dark", or leave it out.',
  ],
  [
    { 'data-language': 'klingon' },
    'Frontdesk: data-language="klingon" is unknown. Use "languages", or leave it out.',
  ],
  [
    { 'data-position': 'left' },
    'Frontdesk: data-position="left" is unknown. Use "start" or "end", or leave it out.',
  ],
])('the mistake %j is told in one line, and the button is there', async (attributes, line) => {
  await runTag(attributes)
  expect(warnings()).toEqual([line])
  expect(launcher()).toBeTruthy()
})

test('theme and position stand on the element, where the style sheet and the site owner see them', async () => {
  await runTag({ 'data-theme': 'dark', 'data-position': 'start' })
  expect(hosts()[0]?.getAttribute('data-theme')).toBe('dark')
  expect(hosts()[0]?.getAttribute('data-position')).toBe('start')
})

test('pasted into the page instead of loaded, it says how to load it', async () => {
  await runTag({}, '')
  expect(hosts()).toEqual([])
  expect(warnings()[0]).toContain('<script async src="https://your-server/widget.js"></script>')
})

test('a panel that does not load is told in one line, and the next click tries again', async () => {
  await runTag({}, `${server}nowhere/widget.js`)
  launcher()?.click()
  await vi.waitFor(() => expect(warnings().length).toBe(1), slow)
  expect(warnings()[0]).toContain('Does the server run')
  launcher()?.click()
  await vi.waitFor(() => expect(warnings().length).toBe(2), slow)
})

test('calls made before the script came are made good, and the same lines work after it', async () => {
  const heard: string[] = []
  window.Frontdesk = { q: [['on', 'open', () => heard.push('open')], ['open']] }
  await runTag()
  await vi.waitFor(() => expect(done).toContain('opened'), slow)
  embedding?.announce('open', undefined)
  expect(heard).toEqual(['open'])
  window.Frontdesk?.q.push(['close'])
  expect(done.at(-1)).toBe('closed')
})

test('a listener can be taken off', async () => {
  await runTag()
  const heard: unknown[] = []
  const listener = (count?: number) => void heard.push(count)
  api()?.on('unread', listener)
  api()?.open()
  await vi.waitFor(() => expect(done).toContain('opened'), slow)
  embedding?.announce('unread', 2)
  api()?.off('unread', listener)
  embedding?.announce('unread', 3)
  expect(heard).toEqual([2])
})

test('a listener that throws is told as the page’s error, and the others hear all the same', async () => {
  await runTag()
  api()?.open()
  await vi.waitFor(() => expect(done).toContain('opened'), slow)
  const later = vi.spyOn(globalThis, 'setTimeout').mockImplementation(() => 0 as never)
  const heard: unknown[] = []
  const mistake = new Error('the page’s')
  api()?.on('unread', () => {
    throw mistake
  })
  api()?.on('unread', (count) => void heard.push(count))
  expect(() => embedding?.announce('unread', 2)).not.toThrow()
  expect(heard).toEqual([2])
  expect(later.mock.calls.length).toBe(1)
  expect(() => (later.mock.calls[0]?.[0] as () => void)()).toThrow(mistake)
})

test('a panel that throws while it mounts is not mounted a second time', async () => {
  let mounts = 0
  vi.doMock('https://desk.example/widget/panel.js', () => ({
    mount() {
      mounts += 1
      throw new Error('half drawn')
    },
  }))
  await runTag()
  launcher()?.click()
  await vi.waitFor(() => expect(warnings().length).toBe(1), slow)
  launcher()?.click()
  launcher()?.click()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(mounts).toBe(1)
})

test('destroy takes everything off the page, and the tag may come again', async () => {
  await runTag()
  api()?.open()
  await vi.waitFor(() => expect(done).toContain('opened'), slow)
  api()?.destroy()
  expect(hosts()).toEqual([])
  expect(window.Frontdesk).toBeUndefined()
  expect(done.at(-1)).toBe('destroyed')
  vi.resetModules()
  await runTag()
  expect(hosts().length).toBe(1)
})

test('destroyed while the panel is on its way, nothing is drawn', async () => {
  await runTag()
  api()?.open()
  api()?.destroy()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(done).toEqual([])
})

test('its styles reach the element and the launcher only: the panel’s buttons share their root', async () => {
  await runTag()
  const rules = [...(hosts()[0]?.shadowRoot?.adoptedStyleSheets ?? [])].flatMap((sheet) =>
    selectors(sheet.cssRules),
  )
  expect(rules).toContain('.launcher')
  expect(rules.filter((selector) => !/^:host\b|\.launcher\b/.test(selector))).toEqual([])
})

function selectors(rules: CSSRuleList): string[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule)
      return rule.selectorText.split(/,(?![^(]*\))/).map((part) => part.trim())
    return rule instanceof CSSGroupingRule ? selectors(rule.cssRules) : []
  })
}
