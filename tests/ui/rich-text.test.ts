import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/people.ts'

// A real browser: what a sanitizer leaves depends on the parser, and only a browser's own counts.
let browser: Browser
let page: Page

declare global {
  interface Window {
    richText: { toFragment(html: string): Promise<DocumentFragment> }
    fired?: boolean
  }
}

beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage()
  await page.route('https://shop.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Shop</title>' }),
  )
  await page.goto('https://shop.example/help/')
  await page.addScriptTag({ content: await bundled() })
})

afterAll(() => browser.close())

async function bundled(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      rolldownOptions: {
        input: join(import.meta.dirname, '../../ui/rich-text.tsx'),
        preserveEntrySignatures: 'strict',
        output: { format: 'iife', name: 'richText', codeSplitting: false },
      },
    },
  })
  const [chunk] = Array.isArray(result) ? (result[0]?.output ?? []) : 'output' in result ? result.output : []
  if (chunk?.type !== 'chunk') throw new Error('ui/rich-text.tsx did not become one script.')
  return `${chunk.code};window.richText = richText`
}

function cleaned(html: string): Promise<string> {
  return page.evaluate(async (given) => {
    const holder = document.createElement('div')
    document.body.append(holder)
    holder.append(await window.richText.toFragment(given))
    const left = holder.innerHTML
    holder.remove()
    return left
  }, html)
}

test('what Markdown makes comes through', async () => {
  const html =
    '<h3>Returns</h3><p>Use <strong>this</strong> and <em>that</em>,<br>or <code>code</code>.</p>' +
    '<ol><li>one</li></ol><ul><li>two</li></ul><blockquote><p>said</p></blockquote><hr><pre><code>x</code></pre>'
  expect(await cleaned(html)).toBe(html)
})

test.each([
  '<script>window.fired = true</script>',
  '<img src="https://evil.example/pixel.gif" onerror="window.fired = true">',
  '<svg><script>window.fired = true</script></svg>',
  '<svg onload="window.fired = true"><a href="javascript:window.fired = true"><text>x</text></a></svg>',
  '<style>* { display: none }</style>',
  '<form action="https://evil.example"><input name="card"><button>Pay</button></form>',
  '<iframe srcdoc="<script>parent.fired = true</script>"></iframe>',
  '<math><mtext><table><mglyph><style><img src=x onerror="window.fired = true"></style></mglyph></table></mtext></math>',
  '<video src="https://evil.example/v.mp4" autoplay onloadstart="window.fired = true"></video>',
  '<template><img src=x onerror="window.fired = true"></template>',
  '<object data="https://evil.example"></object>',
  '<noscript><p title="</noscript><img src=x onerror=window.fired=true>"></noscript>',
  '<base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/x.css"><meta http-equiv="refresh" content="0">',
])('of %s nothing is left but words', async (html) => {
  const left = await cleaned(`<p>before</p>${html}`)
  expect(left).toContain('before')
  expect(left).not.toMatch(/<(?!\/?p>)/)
  expect(await page.evaluate(() => window.fired)).toBeUndefined()
})

test.each([
  'style="position:fixed"',
  'class="button"',
  'id="x"',
  'onclick="alert(1)"',
  'data-x="1"',
  'aria-label="x"',
  'slot="x"',
])('the attribute %s is taken off', async (attribute) => {
  expect(await cleaned(`<p ${attribute}>text</p>`)).toBe('<p>text</p>')
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  '&#106;avascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://evil.example/x',
  'file:///etc/passwd',
  'http://[broken',
])('a link to %j keeps its words and leads nowhere', async (href) => {
  expect(await cleaned(`<a href="${href}">link</a>`)).toBe('<a>link</a>')
})

test('links to other sites open apart and tell nothing; those of the page itself stay as they are', async () => {
  expect(await cleaned('<a href="https://example.com/x">out</a>')).toBe(
    '<a href="https://example.com/x" rel="noopener noreferrer nofollow" target="_blank">out</a>',
  )
  expect(await cleaned('<a href="/orders">in</a>')).toBe(
    '<a href="/orders" rel="noopener noreferrer nofollow">in</a>',
  )
  expect(await cleaned('<a href="mailto:ada@example.com">mail</a>')).toContain(
    'href="mailto:ada@example.com"',
  )
  expect(await cleaned('<a href="tel:+4611111111">call</a>')).toContain('href="tel:+4611111111"')
})

test('a relative link leads into the page that it stands on', async () => {
  const address = await page.evaluate(async () => {
    const fragment = await window.richText.toFragment('<a href="../orders">in</a>')
    return fragment.querySelector('a')?.href
  })
  expect(address).toBe('https://shop.example/orders')
})
