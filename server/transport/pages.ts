import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import compression from 'compression'
import express from 'express'
import type { Express, RequestHandler } from 'express'
import helmet from 'helmet'

/** Folders that are served. `demo: null` leaves the start page out. */
export interface PageFolders {
  web: string
  demo: string | null
}

const yearMs = 365 * 24 * 60 * 60 * 1000

/** The widget for any page, the console for agents, the demo shop at `/`. Nothing else is under a static root. */
export function servePages(app: Express, folders: PageFolders, site: () => LoaderSite): void {
  app.use(compression())
  app.get('/widget.js', anyOrigin, sendLoader(join(folders.web, 'widget.js'), site))
  app.use('/widget', anyOrigin, sendStatic(join(folders.web, 'widget')))
  app.use('/console', consoleHeaders, sendStatic(join(folders.web, 'console')))
  if (folders.demo) app.use('/', demoHeaders, sendStatic(folders.demo))
}

/** What the loader must know of the site at once. */
export interface LoaderSite {
  brand: string
  languages: string[]
}

/** How the built loader names the colour it draws the launcher in, and the languages that a tag may ask for. */
const builtBrand = '--desk-brand:#1b6a56'
const builtLanguages = /(["'`]language["'`],\s*)["'`]languages["'`]/

/** The loader with the site's own colour in it, so that the launcher does not change it when the panel comes, and its
 *  languages, so that a mistake in the tag is told. */
function sendLoader(path: string, site: () => LoaderSite): RequestHandler {
  let built: Promise<string> | undefined
  return async (_, response) => {
    built ??= readFile(path, 'utf8').catch((cause: unknown) => {
      built = undefined // it is being built: the next request looks again
      throw cause
    })
    const { brand, languages } = site()
    const primary = new Set(languages.map((tag) => tag.toLowerCase().split('-', 1)[0]))
    const list = [...primary].map((language) => JSON.stringify(language)).join()
    const script = (await built)
      .replace(builtBrand, `--desk-brand:${brand}`)
      .replace(builtLanguages, (_, name: string) => name + list)
    response.set('Cache-Control', 'no-cache').type('js').send(script)
  }
}

/** Files with a hash in their name never change; the others are asked for again each time (and mostly a 304). */
function sendStatic(folder: string): RequestHandler {
  return express.static(folder, {
    dotfiles: 'ignore',
    setHeaders(response, path) {
      const hashed = /-[A-Za-z0-9_-]{8}\.\w+$/.test(path)
      response.setHeader('Cache-Control', hashed ? `public, max-age=${yearMs / 1000}, immutable` : 'no-cache')
    },
  })
}

/** The script tag stands on other people's pages: modules need CORS there, and helmet's own policy forbids it. */
const anyOrigin: RequestHandler = (_, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' })
  next()
}

const consoleHeaders = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
})

const demoHeaders = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
  },
})
