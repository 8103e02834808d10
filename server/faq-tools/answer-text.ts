import { Marked } from 'marked'
import type { Token } from 'marked'
import { isHarmless } from '../bot/markdown.ts'
import type { Finding } from './finding.ts'
import type { OwnEntry } from './owners-faq.ts'

/** A phone shows about so much without scrolling, twice. */
const longest = 900

/** So much longer is no answer any more, but a page that fell into the file. */
const timesTooLong = 5

/** A link of an entry, by itself or in its answer. */
export interface Link {
  entry: OwnEntry
  url: string
  line: number
}

const markdown = new Marked({ gfm: true })

/** What an answer says that visitors do not get to see as it was meant. */
export function findAnswerTrouble(entry: OwnEntry, share: number): Finding[] {
  const line = entry.lineOf(['answer'])
  const tell = (severity: 'warning' | 'hint', kind: string, message: string): Finding => ({
    ...{ severity, kind, file: entry.file, line, language: entry.language, entry: entry.id },
    message: `entry "${entry.id}": ${message}`,
    costs: [{ part: 'answers', share }],
  })
  const findings = new Map<string, Finding>()
  const tokens = tokensOf(entry.answer)
  for (const trouble of [...tokens.map(troubleOf), ...brokenLinks(entry.answer, tokens)])
    if (trouble) findings.set(trouble[0] + trouble[1], tell('warning', ...trouble))
  const { length } = visibleText(entry.answer)
  if (length > longest)
    findings.set(
      'long',
      tell(
        length > timesTooLong * longest ? 'warning' : 'hint',
        'answer-long',
        `the answer has ${length} characters; past ${longest} few read on in a chat. Keep what most people need, and link to a page for the rest.`,
      ),
    )
  return [...findings.values()]
}

/** Every link with an address of its own. */
export function linksOf(entry: OwnEntry): Link[] {
  const inAnswer = tokensOf(entry.answer).flatMap((token) =>
    token.type === 'link' ? [{ entry, url: String(token.href), line: entry.lineOf(['answer']) }] : [],
  )
  return [
    ...inAnswer,
    ...entry.links.map(({ url }, at) => ({ entry, url, line: entry.lineOf(['links', at]) })),
  ]
}

function tokensOf(answer: string): Token[] {
  const all: Token[] = []
  void markdown.walkTokens(markdown.lexer(answer), (token) => void all.push(token))
  return all
}

type Trouble = [kind: string, message: string]

/** What was meant as a link: a space in the address or before it, or a bracket that is not closed. */
function brokenLinks(answer: string, tokens: Token[]): Trouble[] {
  const meant = answer.match(/\[[^\]\n]+\](\(| \((?=https?:|mailto:|tel:|www\.|\/))[^)\n]*\)?/g) ?? []
  const isSeen = (raw: string) => tokens.some((token) => asMeant.has(token.type) && token.raw.includes(raw))
  return meant.flatMap((raw) => (isSeen(raw) ? [] : [['link-broken', `${shown(raw)} ${brokenBy(raw)}`]]))
}

const asMeant = new Set(['link', 'image', 'code', 'codespan'])

function brokenBy(raw: string): string {
  const what = 'is no link, and is shown as written.'
  if (raw.includes('] (')) return `${what} Remove the space before "(".`
  return raw.endsWith(')') ? `${what} Write %20 for a space in the address.` : `${what} Close it with ")".`
}

function troubleOf(token: Token): Trouble | null {
  switch (token.type) {
    case 'html':
      return [
        'answer-html',
        `${shown(token.raw)} is HTML and is shown as written. Use Markdown, such as **bold** or a list.`,
      ]
    case 'image':
      return [
        'answer-image',
        `the image ${shown(token.raw)} becomes a link: the chat loads no images. Say it in words.`,
      ]
    case 'table':
      return ['answer-table', 'a table loses its columns in the chat. Write a list.']
    case 'del':
      return [
        'answer-struck',
        `${shown(token.raw)} is shown without the line through it. Say what is valid now.`,
      ]
    case 'link':
      return linkTrouble(String(token.href), token.raw)
    default:
      return null
  }
}

function linkTrouble(href: string, raw: string): Trouble | null {
  if (href === '')
    return ['link-empty', `the link ${shown(raw)} leads nowhere. Write its address in the brackets.`]
  if (!isHarmless(href))
    return [
      'link-not-allowed',
      `the link ${shown(raw)} is shown as text only. Use https:, mailto:, tel: or a path that begins with "/".`,
    ]
  if (/^www\./i.test(href))
    return [
      'link-without-https',
      `the link ${shown(raw)} is taken for a page of your own site. Write https:// before it.`,
    ]
  if (/^mailto:(?!\S+@\S+\.\S+)/i.test(href))
    return ['link-no-address', `the link ${shown(raw)} is no e-mail address.`]
  if (/^https?:/i.test(href) && !URL.canParse(href))
    return ['link-no-address', `the link ${shown(raw)} is no address. Write https://name/…`]
  if (!/^([a-z]+:|\/)/i.test(href))
    return [
      'link-relative',
      `the link ${shown(raw)} leads elsewhere from each page. Begin it with "/", or with https://.`,
    ]
  return null
}

/** What is read, without marks and addresses. */
function visibleText(answer: string): string {
  return answer
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`#>]/g, '')
    .trim()
}

function shown(raw: string): string {
  const text = raw.trim().replaceAll('\n', ' ')
  return `"${text.length > 50 ? `${text.slice(0, 50)}…` : text}"`
}
