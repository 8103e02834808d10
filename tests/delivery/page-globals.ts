import { setMaxListeners } from 'node:events'
import { WebSocket } from 'ws'

// Looked up once, when socket.io-client is loaded: whoever imports that imports this file first. Node has one from 22 on.
Object.assign(globalThis, { WebSocket })

/**
 * What the browsers' code looks for in a page: somewhere to listen for "online", "visibilitychange" and "storage". All
 * light clients of a process share it, as if somebody sat before each all the time.
 */
export function standInForPage(url: string): void {
  const [window, page] = [new EventTarget(), new EventTarget()]
  setMaxListeners(Infinity, window, page)
  Object.assign(globalThis, {
    window,
    document: Object.assign(page, { hidden: false }),
    location: new URL(url),
  })
}
