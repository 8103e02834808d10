/** Something in the FAQ files that their author has to mend. */
export interface FaqProblem {
  /** As its author would call it: relative to the working directory where it lies below it. */
  file: string
  /** From 1. */
  line: number
  /** The id of the entry, where one is concerned. */
  entry?: string
  /** What is wrong, and what to do. */
  message: string
}

/** `faq-data/en/payment.json:41: entry "refund-time" has no phrasings. Add …` */
export function formatProblem({ file, line, message }: FaqProblem): string {
  return `${file}:${line}: ${message}`
}

/** Without a site.json nothing can be shown. The message has a line a problem, for whoever starts the server. */
export class FaqUnusable extends Error {
  override name = 'FaqUnusable'
}
