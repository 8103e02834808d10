import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { startDesk } from './desk-process.ts'
import type { DeskProcess } from './desk-process.ts'
import { openBrowser } from './people.ts'
import { startShop } from './shop.ts'

export interface Scene {
  desk: DeskProcess
  shop: { url: string }
  browser: Browser
}

/** A desk, a shop on another origin and a browser for the tests of one file; all gone after the last. */
export function useScene(prepareFaq?: (faqDir: string) => Promise<void>): Scene {
  const scene = {} as Scene
  const endings: (() => Promise<void>)[] = []

  beforeAll(async () => {
    const desk = await startDesk({}, prepareFaq)
    endings.push(() => desk.remove())
    const shop = await startShop(desk.url)
    endings.push(() => shop.stop())
    const browser = await openBrowser()
    endings.push(() => browser.close())
    Object.assign(scene, { desk, shop, browser })
  })

  afterAll(async () => {
    for (const end of endings.reverse()) await end()
  })

  return scene
}
