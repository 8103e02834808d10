// A lead over the next entry says a little more than the top score alone: with 0.3 of it, most FAQs tell questions with an
// entry from those without as well or better, and a choice from an answer; with the whole of it that is lost again.
const leadShare = 0.3
const longestLead = 1

/** How much speaks for the entry of the best score: the score itself, and some of its lead over the next. */
export function evidenceOf(best: number, next: number): number {
  return best + leadShare * Math.min(longestLead, best - next)
}
