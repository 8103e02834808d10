import type {
  Embedding,
  FrontdeskApi,
  FrontdeskCall,
  FrontdeskListener,
  Mount,
  MountedPanel,
} from './embedding.ts'

/**
 * The server puts the site's own brand into this one place when it hands the script out.
 * The launcher's border is for high contrast, which takes its fill and shadow and shows a clear border.
 */
const styles = `
:host{all:initial!important;display:block!important;position:fixed!important;z-index:var(--desk-layer,2147483000)!important;inset-block-end:var(--desk-offset,20px)!important;inset-inline-end:var(--desk-offset,20px)!important;--desk-brand:#1b6a56;--dark:0}
:host([data-position=start]){inset-inline:var(--desk-offset,20px) auto!important}
:host([data-position=start]) .launcher{margin:0}
:host([data-theme=dark]){--dark:1}
@media (prefers-color-scheme:dark){:host(:not([data-theme=light])){--dark:1}}
@media print{:host{display:none!important}}
.launcher{--a:var(--desk-accent,var(--desk-brand));position:relative;display:grid;place-content:center;inline-size:var(--desk-launcher,56px);block-size:var(--desk-launcher,56px);margin:0;margin-inline-start:auto;border:1px solid #0000;border-radius:calc(var(--desk-radius,8px)*2.25);background:var(--a);color:var(--desk-on-accent,#fff);box-shadow:var(--desk-shadow-panel,0 20px 48px -12px #1c181238);cursor:pointer}
.launcher:focus-visible{outline:3px solid var(--desk-focus,var(--a));outline-offset:3px}
.launcher svg{inline-size:26px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
@supports (color:oklch(from red l c h)){.launcher{--a:var(--desk-accent,oklch(from var(--desk-brand) clamp(.53*var(--dark),l,.95) c h));--y:clamp(0,(.179 - y)*99999,1);color:var(--desk-on-accent,color(from var(--a) xyz-d65 calc(.9505*var(--y)) var(--y) calc(1.089*var(--y))))}}`

const speech =
  'M3 16.34a2 2 0 0 1 .1 1.17l-1.07 3.29a1 1 0 0 0 1.23 1.17l3.42-1a2 2 0 0 1 1.1.09 10 10 0 1 0-4.78-4.72'

/** What the tag may say. The server puts the site's own languages into the place of 'languages'. */
const choices: [string, ...string[]][] = [
  ['theme', 'light', 'dark'],
  ['position', 'start', 'end'],
  ['language', 'languages'],
]

start(Reflect.get(Document.prototype, 'currentScript', document))

function start(script: Element | null): void {
  const early = window.Frontdesk
  if (early && 'destroy' in early) return warn('widget.js runs twice here. Keep one of its <script> tags.')
  if (!(script instanceof HTMLScriptElement) || !script.src)
    return warn('load widget.js by its address: <script async src="https://your-server/widget.js"></script>')

  const server = new URL('.', script.src).href
  const listeners: [string, FrontdeskListener][] = []
  let code: Promise<Mount | void> | undefined
  let panel: MountedPanel | undefined
  let begun: Mount | undefined
  let gone = false

  const host = document.createElement('frontdesk-chat')
  for (const [name, ...allowed] of choices) {
    const value = script.dataset[name]
    if (value === undefined) continue
    // "de-CH" is German too.
    if (allowed.includes(value.split('-')[0]!)) host.dataset[name] = value
    else warn(`data-${name}="${value}" is unknown. Use "${allowed.join('" or "')}", or leave it out.`)
  }
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
    announce(event, detail) {
      for (const [name, listener] of [...listeners])
        if (name === event)
          try {
            listener(detail)
          } catch (cause) {
            // The page's mistake is told as its own, and costs the chat nothing.
            setTimeout(() => {
              throw cause
            })
          }
    },
  }

  /** Fetches the panel's code, once; after a failure the next call tries again. Never rejects. */
  function fetchPanel(): Promise<Mount | void> {
    const url = `${server}widget/panel.js`
    return (code ??= (import(/* @vite-ignore */ url) as Promise<{ mount: Mount }>).then(
      ({ mount }) => mount,
      failed,
    ))
  }
  function failed(cause: unknown): void {
    code = undefined
    warn(`no panel from ${server}. Does the server run, and does the page's CSP allow it? ${String(cause)}`)
  }
  function withPanel(use: (panel: MountedPanel) => void): void {
    if (panel) use(panel)
    else
      fetchPanel()
        .then((mount) => {
          if (!mount || gone) return
          // Once, even where it throws: a second one would stand and connect beside it.
          if (!begun) panel = (begun = mount)(embedding)
          if (panel) use(panel)
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
    if (action) action(...rest)
    else warn(`there is no Frontdesk.${String(name)}.`)
  }

  function attach(): void {
    document.querySelector('body')!.append(host)
    // Whoever left a conversation open hears of replies without a click.
    if (hasOpenConversation(server)) (window.requestIdleCallback ?? setTimeout)(() => withPanel(() => {}))
  }

  launcher.addEventListener('click', api.toggle)
  for (const intent of ['pointerenter', 'focus', 'touchstart'])
    launcher.addEventListener(intent, () => void fetchPanel(), { once: true, passive: true })
  window.Frontdesk = api
  if (document.body) attach()
  else document.addEventListener('DOMContentLoaded', attach)
  early?.q?.forEach?.(run)
}

function drawLauncher(): HTMLButtonElement {
  const launcher = document.createElement('button')
  launcher.className = 'launcher'
  launcher.setAttribute('aria-label', 'Open chat')
  launcher.setAttribute('aria-expanded', 'false')
  const space = 'http://www.w3.org/2000/svg'
  const icon = launcher.appendChild(document.createElementNS(space, 'svg'))
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.appendChild(document.createElementNS(space, 'path')).setAttribute('d', speech)
  return launcher
}

function hasOpenConversation(server: string): boolean {
  try {
    return !!localStorage.getItem(`frontdesk:open:${server}`)
  } catch {
    return false // Storage is blocked, so nothing can be open.
  }
}

function warn(text: string): void {
  console.warn(`Frontdesk: ${text}`)
}
