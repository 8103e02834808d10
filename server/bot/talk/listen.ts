import type { Spoke, TalkKind } from '../../../protocol/conversation.ts'
import type { SpokenMatch } from '../matchers.ts'
import { kindOfEmoji } from './emoji.ts'
import { partsOf, withoutAddresses } from './parts.ts'
import { questionsId } from './talk-lessons.ts'

/** What was heard in a text besides a question, or instead of one. */
export interface HeardTalk {
  kind: TalkKind
  confidence: number
  /** What spoke for it. */
  spoke?: Spoke
  /** The question without the talk around it; '' where nothing but talk was heard. */
  rest: string
}

/** The matcher for talk, in the language of the text. */
export type MatchTalk = (text: string) => Promise<SpokenMatch>

interface Verdict {
  kind: TalkKind | typeof questionsId
  confidence: number
  spoke?: Spoke
}

// So sure must the matcher be, by what it costs to be wrong. Chosen on tests/bot/talk.json, the own questions, and 2,176 questions of
// strangers to other businesses, of which fewer than one in 200 may raise an alarm.

/** A question that is taken for small talk has to be asked again. */
const smallTalkCut = 0.5
/** "I have a question" stands before many a question in the same breath. */
const mayIAskCut = 0.9
/** Visitors stand in line, and agents come, for nothing. */
const personCut = 0.55
/** Who is told that they are angry may become so. */
const moodCut = 0.7
/** A part may sound stronger than all of it was meant. */
const strongPartCut = 0.94
/** Where all of a text is talk, one part of it is a question only if that is as good as certain, or surer than the talk. */
const questionInTalkCut = 0.9

/** A face is plain enough, but not as plain as words. */
const emojiConfidence = 0.9

const cuts: Record<TalkKind, number> = {
  ...{ person: personCut, distressed: moodCut, angry: moodCut, 'may-i-ask': mayIAskCut },
  ...{ praise: smallTalkCut, hello: smallTalkCut, 'how-are-you': smallTalkCut, 'who-are-you': smallTalkCut },
  ...{ thanks: smallTalkCut, bye: smallTalkCut, ok: smallTalkCut, yes: smallTalkCut, no: smallTalkCut },
}

/** Of several things that were said, the first is replied to. */
const byWeight: TalkKind[] = [
  ...(['person', 'distressed', 'angry', 'praise', 'no', 'who-are-you', 'may-i-ask', 'how-are-you'] as const),
  ...(['bye', 'thanks', 'yes', 'ok', 'hello'] as const),
]
/** Heard beside a question too. */
const strongKinds: readonly string[] = ['person', 'distressed', 'angry', 'praise']

/**
 * Listens to all of a text and, where it has several parts, to each. Parts that are no talk are the question; of what
 * was said around one only praise, a mood and the wish for a person are heard.
 */
export async function listen(written: string, match: MatchTalk): Promise<HeardTalk | null> {
  const text = withoutAddresses(written)
  const parts = partsOf(text)
  if (parts.length === 0) return withoutWords(text)
  const whole = await verdictOn(text, match)
  const verdicts =
    parts.length === 1 ? [whole] : await Promise.all(parts.map((part) => verdictOn(part, match)))
  const questionCut = isTalk(whole) ? Math.min(questionInTalkCut, whole.confidence) : 0
  const rest = parts.filter((_, at) => !isTalk(verdicts[at]) && !isDoubtful(verdicts[at], questionCut))
  const heard = strongest(whole, verdicts) ?? (isTalk(whole) ? whole : weightiest(verdicts.filter(isTalk)))
  return heard && { ...heard, rest: rest.join(', ') }
}

function withoutWords(text: string): HeardTalk | null {
  const kind = kindOfEmoji(text)
  return kind && { kind, confidence: emojiConfidence, rest: '' }
}

async function verdictOn(text: string, match: MatchTalk): Promise<Verdict | null> {
  const { ranked, spoke } = await match(text)
  const [best] = ranked
  return best
    ? { kind: best.id as Verdict['kind'], confidence: best.confidence, ...(spoke && { spoke }) }
    : null
}

type TalkVerdict = Verdict & { kind: TalkKind }

function isTalk(verdict: Verdict | null | undefined): verdict is TalkVerdict {
  return !!verdict && verdict.kind !== questionsId && verdict.confidence >= cuts[verdict.kind]
}

/** Neither talk nor surely a question. */
function isDoubtful(verdict: Verdict | null | undefined, cut: number): boolean {
  return cut > 0 && !(verdict?.kind === questionsId && verdict.confidence >= cut)
}

function strongest(whole: Verdict | null, parts: (Verdict | null)[]): TalkVerdict | null {
  // Of several parts at least one must sound like the whole.
  const isBorneOut = (verdict: Verdict) => parts.some((part) => part?.kind === verdict.kind)
  if (isTalk(whole) && isStrong(whole) && isBorneOut(whole)) return whole
  return weightiest(parts.filter(isTalk).filter((part) => isStrong(part) && part.confidence >= strongPartCut))
}

function isStrong({ kind }: Verdict): boolean {
  return strongKinds.includes(kind)
}

function weightiest(verdicts: TalkVerdict[]): TalkVerdict | null {
  const [first, ...others] = verdicts
  if (!first) return null
  return others.reduce((best, next) => (weight(next) < weight(best) ? next : best), first)
}

function weight({ kind }: TalkVerdict): number {
  return byWeight.indexOf(kind)
}
