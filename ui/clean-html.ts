import DOMPurify from 'dompurify'
import type { Config } from 'dompurify'

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

/** What may stand on a page of this HTML; null where this browser cannot be trusted to tell. */
export function cleanHtml(html: string): DocumentFragment | null {
  if (!DOMPurify.isSupported) return null
  const fragment = DOMPurify.sanitize(html, { ...allowed, RETURN_DOM_FRAGMENT: true })
  for (const link of fragment.querySelectorAll('a')) guard(link)
  return fragment
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
