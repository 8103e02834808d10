import { Marked } from 'marked'

/** Where a link may lead; anything else is shown as its text. */
const harmless = /^(https?:|mailto:|tel:|\/|\.|#|\?|[^:]*$)/i

const markdown = new Marked<string, string>({
  gfm: true,
  async: false,
  renderer: {
    html: ({ text, block }) => (block ? `<p>${escape(text.trim())}</p>\n` : escape(text)),
    // The page shows no images: nothing is fetched on behalf of an answer.
    image: ({ href, text }) => linkTo(href, escape(text || href)),
    link({ href, tokens }) {
      return linkTo(href, this.parser.parseInline(tokens))
    },
    heading({ tokens, depth }) {
      const tag = depth <= 2 ? 'h3' : 'h4'
      return `<${tag}>${this.parser.parseInline(tokens)}</${tag}>\n`
    },
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
})

/** An answer as HTML. HTML in it is shown as written; pages sanitise what they get all the same. */
export function renderMarkdown(source: string): string {
  return markdown.parse(source, { async: false })
}

/** Whether an answer's link is one in the chat. */
export function isHarmless(href: string): boolean {
  return harmless.test(href.trim())
}

function linkTo(href: string, html: string): string {
  return isHarmless(href) ? `<a href="${escape(href)}">${html}</a>` : html
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
