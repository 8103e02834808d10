import type { Finding } from './finding.ts'
import { linksOf } from './answer-text.ts'
import type { Link } from './answer-text.ts'
import type { OwnEntry } from './owners-faq.ts'

export interface LinkOptions {
  /** What a link that begins with "/" is on: `https://shop.example`. Without it those are left. */
  site: string | null
  timeoutMs?: number
}

const atOnce = 8
const timeoutMs = 10_000

/** Asks every page that answers link to, each once. What only keeps machines out (401, 403, 429) is no dead link. */
export async function findDeadLinks(
  entries: OwnEntry[],
  options: LinkOptions,
  share: number,
): Promise<Finding[]> {
  const byPage = new Map<string, Link[]>()
  for (const link of entries.flatMap(linksOf)) {
    const page = pageOf(link.url, options.site)
    if (page) byPage.set(page, [...(byPage.get(page) ?? []), link])
  }
  const waiting = [...byPage]
  const findings: Finding[] = []
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [page, links] = next
      const trouble = await askFor(page, options.timeoutMs ?? timeoutMs)
      if (trouble) findings.push(...links.map((link) => dead(link, trouble, share)))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return findings
}

function pageOf(url: string, site: string | null): string | null {
  if (!/^(https?:|\/)/i.test(url) || (url.startsWith('/') && !site)) return null
  const base = site ?? undefined
  if (!URL.canParse(url, base)) return null
  const page = new URL(url, base)
  page.hash = ''
  return page.href
}

/** What is wrong with a page; null where nothing is. */
async function askFor(page: string, limitMs: number): Promise<string | null> {
  try {
    const ask = (method: string) => fetch(page, { method, signal: AbortSignal.timeout(limitMs) })
    let answer = await ask('HEAD')
    // Some servers know no HEAD.
    if (!answer.ok) answer = await ask('GET')
    await answer.body?.cancel()
    return answer.status === 404 || answer.status === 410 || answer.status >= 500
      ? `answers ${answer.status}`
      : null
  } catch (cause) {
    return cause instanceof Error && cause.name === 'TimeoutError' ? 'does not answer' : 'cannot be reached'
  }
}

function dead({ entry, url, line }: Link, trouble: string, share: number): Finding {
  return {
    ...{
      severity: 'warning',
      kind: 'link-dead',
      file: entry.file,
      line,
      language: entry.language,
      entry: entry.id,
    },
    message: `entry "${entry.id}": the page ${url} ${trouble}. Link to one that is there.`,
    costs: [{ part: 'answers', share }],
  }
}
