import type { Match } from '../matcher/matcher.ts'
import { listen } from './listen.ts'
import type { HeardTalk, MatchTalk } from './listen.ts'
import { withoutPadding } from './padding.ts'

/** A text as the FAQ's matcher and the one for talk understand it together. */
export interface Understood<M extends Match> {
  match: M
  heard: HeardTalk | null
}

/**
 * The question goes to the FAQ as it was written and, where there is talk around it, also without: a greeting must not
 * keep an answer away, and a word that was wrongly taken for talk must not either. The surer match counts.
 */
export async function understand<M extends Match>(
  text: string,
  matchFaq: (text: string) => Promise<M>,
  matchTalk: MatchTalk,
): Promise<Understood<M>> {
  const [written, heard] = await Promise.all([matchFaq(text), listen(text, matchTalk)])
  if (heard?.rest === '') return { match: written, heard }
  const question = heard?.rest ?? text
  const asked = heard ? surer(written, await matchFaq(question)) : written
  if (asked.decision === 'answer') return { match: asked, heard }
  const bare = await withoutPadding(question, matchTalk)
  return { match: bare === question ? asked : surer(asked, await matchFaq(bare)), heard }
}

const decisions: Match['decision'][] = ['unknown', 'choose', 'answer']

function surer<M extends Match>(one: M, other: M): M {
  const further = decisions.indexOf(other.decision) - decisions.indexOf(one.decision)
  if (further !== 0) return further > 0 ? other : one
  return (other.ranked[0]?.confidence ?? 0) > (one.ranked[0]?.confidence ?? 0) ? other : one
}
