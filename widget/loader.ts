import type {
  Embedding,
  FrontdeskApi,
  FrontdeskCall,
  FrontdeskListener,
  Mount,
  MountedPanel,
} from './embedding.ts'

/** The server puts the site's own brand into this one place when it hands the script out. */
const styles = `
:host{all:initial!important;display:block!important;position:fixed!important;z-index:var(--desk-layer,2147483000)!important;inset-block-end:var(--desk-offset,20px)!important;inset-inline-end:var(--desk-offset,20px)!important;--desk-brand:#1b6a56;--dark:0}
:host([data-position=start]){inset-inline:var(--desk-offset,20px) auto!important}
:host([hidden]){display:none!important}
@media print{:host{display:none!important}}
@media (prefers-color-scheme:dark){:host(:not([data-theme=light])){--dark:1}}
:host([data-theme=dark]){--dark:1}
.launcher{--a:var(--desk-accent,var(--desk-brand));box-sizing:border-box;position:relative;display:grid;place-items:center;inline-size:var(--desk-launcher,56px);block-size:var(--desk-launcher,56px);margin:0 0 0 auto;padding:0;border:0;border-radius:calc(var(--desk-radius,8px)*2.25);background:var(--a);color:var(--desk-on-accent,#fff);box-shadow:0 0 0 1px #1c181212,0 2px 6px #1c18120d,0 20px 48px -12px #1c181238;cursor:pointer;-webkit-tap-highlight-color:transparent;transition:background-color .12s,transform .12s}
.launcher:hover{background:var(--desk-accent-hover,var(--a))}
.launcher:active{transform:scale(.96)}
.launcher:focus-visible{outline:3px solid var(--desk-focus,var(--a));outline-offset:3px}
svg{display:block;inline-size:26px;block-size:26px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
@supports (color:oklch(from red l c h)){.launcher{--a:var(--desk-accent,oklch(from var(--desk-brand) clamp(.53*var(--dark),l,.95) c h));--y:clamp(0,(.179 - y)*99999,1);color:var(--desk-on-accent,color(from var(--a) xyz-d65 calc(.9505*var(--y)) var(--y) calc(1.089*var(--y))))}}
@media (prefers-reduced-motion:reduce){.launcher{transition:none}}`

const speech =
  'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719'

start(document.currentScript)

function start(script: Element | null): void {
  const early = window.Frontdesk
  if (early && 'destroy' in early)
    return warn('widget.js runs twice on this page. Keep one of its <script> tags.')
  if (!(script instanceof HTMLScriptElement) || !script.src)
    return warn('load widget.js by its address: <script async src="https://your-server/widget.js"></script>')

  const { theme, position, language } = script.dataset
  check('data-theme', theme, ['light', 'dark'])
  check('data-position', position, ['start', 'end'])
  const server = new URL('.', script.src).href
  const listeners: [string, FrontdeskListener][] = []
  let code: Promise<Mount> | undefined
  let panel: MountedPanel | undefined
  let failures = 0
  let gone = false

  const host = document.createElement('frontdesk-chat')
  if (theme) host.dataset.theme = theme
  if (position) host.dataset.position = position
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  const launcher = drawLauncher()
  root.append(launcher)
  const embedding: Embedding = {
    server,
    host,
    root,
    launcher,
    language,
    announce(event, detail) {
      for (const [name, listener] of [...listeners]) if (name === event) listener(detail)
    },
  }

  /** Fetches the panel's code, once; after a failure the next call tries again. */
  function fetchPanel(): Promise<Mount> {
    const url = `${server}widget/panel.js${failures ? `?${failures}` : ''}`
    code ??= (import(/* @vite-ignore */ url) as Promise<{ mount: Mount }>).then(({ mount }) => mount)
    return code
  }
  function failed(cause: unknown): void {
    // A failed import is remembered by the browser under its address.
    code = undefined
    failures += 1
    launcher.removeAttribute('aria-busy')
    warn(
      `the panel did not load from ${server}. Does the server run, and does the page's CSP allow it? (${String(cause)})`,
    )
  }
  function prefetch(): void {
    fetchPanel().catch(failed)
  }
  function withPanel(use: (panel: MountedPanel) => void): void {
    if (panel) return use(panel)
    launcher.setAttribute('aria-busy', 'true')
    fetchPanel()
      .then((mount) => {
        if (gone) return
        launcher.removeAttribute('aria-busy')
        use((panel ??= mount(embedding)))
      })
      .catch(failed)
  }

  const api: FrontdeskApi = {
    open: () => withPanel((it) => it.open()),
    close: () => panel?.close(),
    toggle: () => withPanel((it) => it.toggle()),
    on: (event, listener) => void listeners.push([event, listener]),
    off(event, listener) {
      const at = listeners.findIndex(([name, known]) => name === event && known === listener)
      if (at >= 0) listeners.splice(at, 1)
    },
    destroy() {
      gone = true
      panel?.destroy()
      host.remove()
      document.removeEventListener('DOMContentLoaded', attach)
      delete window.Frontdesk
    },
    q: { push: (...calls) => calls.forEach(run) },
  }
  function run([name, ...rest]: FrontdeskCall): void {
    const action = api[name] as ((...args: unknown[]) => void) | undefined
    if (typeof action === 'function') action(...rest)
    else warn(`Frontdesk.q has no "${String(name)}". Use open, close, toggle, on, off or destroy.`)
  }

  function attach(): void {
    document.body.append(host)
    // Whoever left a conversation open hears of replies without a click.
    if (hasOpenConversation(server)) (window.requestIdleCallback ?? setTimeout)(() => withPanel(() => {}))
  }

  launcher.addEventListener('click', api.toggle)
  for (const intent of ['pointerenter', 'focus', 'touchstart'])
    launcher.addEventListener(intent, prefetch, { once: true, passive: true })
  window.Frontdesk = api
  if (document.body) attach()
  else document.addEventListener('DOMContentLoaded', attach)
  if (early && Array.isArray(early.q)) early.q.forEach(run)
}

function drawLauncher(): HTMLButtonElement {
  const launcher = document.createElement('button')
  launcher.className = 'launcher'
  launcher.type = 'button'
  launcher.setAttribute('aria-label', 'Chat')
  launcher.setAttribute('aria-expanded', 'false')
  const space = 'http://www.w3.org/2000/svg'
  const icon = launcher.appendChild(document.createElementNS(space, 'svg'))
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('aria-hidden', 'true')
  icon.appendChild(document.createElementNS(space, 'path')).setAttribute('d', speech)
  return launcher
}

function check(name: string, value: string | undefined, allowed: string[]): void {
  if (value !== undefined && !allowed.includes(value))
    warn(
      `${name}="${value}" is unknown. Use ${allowed.map((word) => `"${word}"`).join(' or ')}, or leave it out.`,
    )
}

function hasOpenConversation(server: string): boolean {
  try {
    return localStorage.getItem(`frontdesk:open:${server}`) !== null
  } catch {
    return false // Storage is blocked, so nothing can be open.
  }
}

function warn(text: string): void {
  console.warn(`Frontdesk: ${text}`)
}
