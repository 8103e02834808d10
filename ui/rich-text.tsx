import { useEffect, useRef } from 'preact/hooks'

/**
 * HTML that the server made from Markdown. The only door through which HTML enters a page: cut down to a short
 * list, appended as a fragment. Empty until the sanitizer has come; without it, the plain text is shown.
 */
export function RichText({ html, class: name, lang }: { html: string; class?: string; lang?: string }) {
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
  return <div ref={place} class={name} lang={lang} dir="auto" />
}

/** The same without a component. */
export async function toFragment(html: string): Promise<DocumentFragment> {
  try {
    const { cleanHtml } = await import('./clean-html.ts')
    return cleanHtml(html) ?? plain(html)
  } catch {
    return plain(html) // The next answer tries again.
  }
}

/** Text only: an inert document runs and loads nothing. */
function plain(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment()
  fragment.append(new DOMParser().parseFromString(html, 'text/html').body.textContent)
  return fragment
}
