import { useEffect, useRef } from 'preact/hooks'
import type { Config, DOMPurify } from 'dompurify'

/** What Markdown makes, and nothing that loads, styles or asks for anything. */
const allowed: Config = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'b', 'strong', 'em', 'i', 'ul', 'ol', 'li', 'a'],
    ...['code', 'pre', 'blockquote', 'h3', 'h4', 'hr', '#text'],
  ],
  ALLOWED_ATTR: ['href'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
}

const linkProtocols = new Set(['http:', 'https:', 'mailto:', 'tel:'])

let loading: Promise<DOMPurify> | undefined

/**
 * HTML that the server made from Markdown. The only door through which HTML enters a page: cut down to a short
 * list, appended as a fragment. Empty until the sanitizer has come; without it, the plain text is shown.
 */
export function RichText({ html, class: name }: { html: string; class?: string }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let gone = false
    // Never rejects: `toFragment` answers a sanitizer that did not come.
    void toFragment(html).then((fragment) => {
      if (!gone) place.current?.replaceChildren(fragment)
    })
    return () => {
      gone = true
    }
  }, [html])
  return <div ref={place} class={name} dir="auto" />
}

/** The same without a component. */
export async function toFragment(html: string): Promise<DocumentFragment> {
  try {
    loading ??= import('dompurify').then((module) => module.default)
    const purify = await loading
    if (!purify.isSupported) return plain(html)
    const fragment = purify.sanitize(html, { ...allowed, RETURN_DOM_FRAGMENT: true })
    for (const link of fragment.querySelectorAll('a')) guard(link)
    return fragment
  } catch {
    loading = undefined // The next answer tries again.
    return plain(html)
  }
}

/** Only links that lead somewhere harmless, judged after the browser has read the address. */
function guard(link: HTMLAnchorElement): void {
  const target = addressOf(link)
  if (!target || !linkProtocols.has(target.protocol)) {
    link.removeAttribute('href')
    return
  }
  link.rel = 'noopener noreferrer nofollow'
  if (target.origin !== location.origin) link.target = '_blank'
}

function addressOf(link: HTMLAnchorElement): URL | null {
  const href = link.getAttribute('href')
  try {
    return href === null ? null : new URL(href, document.baseURI)
  } catch {
    return null // Not an address at all, such as "http://[".
  }
}

/** Text only: an inert document runs and loads nothing. */
function plain(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment()
  fragment.append(new DOMParser().parseFromString(html, 'text/html').body.textContent)
  return fragment
}
