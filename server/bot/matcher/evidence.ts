// Near ones count most: three entries that share a question all speak against the first of them.
const sharpness = 7
// What a classifier says to anything foreign. Where all others say that, how much is said for the best one decides.
const foreign = -1
// How much it takes away that a question is like those which the FAQ lists as unanswered; nothing where it is as like them as
// questions with an answer often are, for what owners list is near their topics.
const unansweredShare = 0.15
const usuallyUnanswered = -0.2
// More of it tells questions without an entry better, and what is right from what is wrong less well.
const nearnessShare = 0.2
// To be like no phrasing tells much, to be like one only little: bare words, as in "and what does it cost", are like many.
const mostGained = 0.03

/** How much speaks for the entry of the best score: its lead over all the others together, the log odds of a
 *  softmax (Bridle 1990, "Probabilistic Interpretation of Feedforward Classification Network Outputs"), less what speaks for the
 *  unanswered questions, where the FAQ lists any. */
export function evidenceOf(scores: ArrayLike<number>, unanswered?: number): number {
  let best = 0
  for (let entry = 1; entry < scores.length; entry++) if (scores[entry]! > scores[best]!) best = entry
  // Their mean and not their sum, so that the same evidence means the same among ten entries and among 150.
  let others = Math.exp(sharpness * foreign)
  for (let entry = 0; entry < scores.length; entry++) {
    if (entry !== best) others += Math.exp(sharpness * scores[entry]!) / scores.length
  }
  const lead = scores[best]! - Math.log(others) / sharpness
  return unanswered === undefined ? lead : lead - doubtOf(unanswered)
}

/** What the score of the unanswered questions takes away; a little below 0 where a text is less like them than usual. */
export function doubtOf(unanswered: number): number {
  return unansweredShare * (Math.max(foreign, unanswered) - usuallyUnanswered)
}

/** What it takes away that a text is less near than usual to the entry that comes first (nearness.ts), below 0 then; or the
 *  little that it adds. Nothing where nobody looks. */
export function nearnessTells(nearness: number | undefined, usual: number | null): number {
  return nearness === undefined || usual === null
    ? 0
    : Math.min(mostGained, nearnessShare * (nearness - usual))
}
