/** What happens in the widget that a page may want to hear of. */
export interface FrontdeskEvents {
  open: undefined
  close: undefined
  /** How many messages of agents the visitor has not read. */
  unread: number
}

export type FrontdeskListener = (detail?: number) => void

/**
 * `window.Frontdesk`. A page that calls it before the script has come queues the calls:
 *
 *     window.Frontdesk = window.Frontdesk || { q: [] }
 *     Frontdesk.q.push(['on', 'open', () => console.log('opened')])
 *
 * The same lines work after it has come too.
 */
export interface FrontdeskApi {
  open: () => void
  close: () => void
  toggle: () => void
  on: (event: keyof FrontdeskEvents, listener: FrontdeskListener) => void
  off: (event: keyof FrontdeskEvents, listener: FrontdeskListener) => void
  /** Takes everything off the page. The tag may then be added again. */
  destroy: () => void
  q: { push: (...calls: FrontdeskCall[]) => void }
}

export type FrontdeskCall =
  ['open' | 'close' | 'toggle' | 'destroy'] | ['on' | 'off', keyof FrontdeskEvents, FrontdeskListener]

/** What the loader has put on the page and read from its tag, for the panel. */
export interface Embedding {
  /** The server's address, ending in '/'. */
  server: string
  /** With what the tag says, as its own `data-*`. */
  host: HTMLElement
  root: ShadowRoot
  launcher: HTMLButtonElement
  announce<K extends keyof FrontdeskEvents>(event: K, detail: FrontdeskEvents[K]): void
}

/** The panel as the loader drives it. */
export interface MountedPanel {
  open(): void
  close(): void
  toggle(): void
  destroy(): void
}

export type Mount = (embedding: Embedding) => MountedPanel

declare global {
  interface Window {
    Frontdesk?: FrontdeskApi | { q: FrontdeskCall[] }
  }
}
