import type { Match } from '../matcher/matcher.ts'
import { listen } from './listen.ts'
import type { HeardTalk, MatchTalk } from './listen.ts'
import { withoutPadding } from './padding.ts'

/** A text as the FAQ's matcher and the one for talk understand it together. */
export interface Understood<M extends Match> {
  match: M
  /** What of the text the match is about. */
  question: string
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
  const ask = async (question: string) => ({ match: await matchFaq(question), question })
  const [written, heard] = await Promise.all([ask(text), listen(text, matchTalk)])
  if (heard?.rest === '') return { ...written, heard }
  const question = heard?.rest ?? text
  const asked = heard ? surer(written, await ask(question)) : written
  if (asked.match.decision === 'answer') return { ...asked, heard }
  const bare = await withoutPadding(question, matchTalk)
  return { ...(bare === question ? asked : surer(asked, await ask(bare))), heard }
}

const decisions: Match['decision'][] = ['unknown', 'choose', 'answer']

function surer<A extends { match: Match }>(one: A, other: A): A {
  const further = decisions.indexOf(other.match.decision) - decisions.indexOf(one.match.decision)
  if (further !== 0) return further > 0 ? other : one
  return (other.match.ranked[0]?.confidence ?? 0) > (one.match.ranked[0]?.confidence ?? 0) ? other : one
}
