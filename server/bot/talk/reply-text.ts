import type { Heard } from '../../domain/faq.ts'
import type { Site } from '../../ports.ts'
import type { HeardTalk } from './listen.ts'
import type { TalkFile } from './talk-file.ts'

/**
 * What was heard, with what the bot says to it: the site owner's own words where site.json has them in this language,
 * else those of the file. Null where the site owner does not want it to be heard.
 */
export function withReply(
  { rest, ...heard }: HeardTalk,
  { kinds }: TalkFile,
  language: string,
  site: Site,
  toHtml: (markdown: string) => string,
): Heard | null {
  const { kind } = heard
  if (site.talk.off.includes(kind)) return null
  const own = site.talk.replies[kind]
  const written = own?.[language] ?? ownPrimary(own, language) ?? kinds[kind].reply ?? ''
  const text = written.replaceAll('{site}', site.name[language] ?? site.name[site.languages[0] ?? ''] ?? '')
  return { ...heard, alone: rest === '', language, text, html: toHtml(text) }
}

/** `pt-BR` of the site for a visitor who writes `pt`, and the other way round. */
function ownPrimary(own: Record<string, string> | undefined, language: string): string | undefined {
  const primary = language.split('-')[0]
  return Object.entries(own ?? {}).find(([tag]) => tag.split('-')[0] === primary)?.[1]
}
