import { textOf } from '../bot/matcher/learned-faq.ts'
import { createReader } from '../bot/text/normalise.ts'
import type { Finding } from './finding.ts'
import { answering } from './owners-faq.ts'
import type { OwnersFaq } from './owners-faq.ts'

/** Questions listed as unanswered that an entry of their language answers word for word. */
export async function findAnsweredAfterAll(faq: OwnersFaq): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const language of new Set(faq.unanswered.map((each) => each.language))) {
    const read = await createReader(language)
    const askedAs = (text: string) => textOf(read(text))
    const entries = new Map(
      answering(faq.entries, language).flatMap((entry) =>
        [entry.question, ...entry.phrasings].map((text) => [askedAs(text), entry] as const),
      ),
    )
    for (const { text, file, line, language: own } of faq.unanswered) {
      const entry = own === language && entries.get(askedAs(text))
      if (!entry) continue
      const where = `entry "${entry.id}" (${entry.file}:${entry.lineOf([])})`
      const message = `"unanswered" has "${text}", which ${where} answers. Remove it from one of them.`
      findings.push({ severity: 'warning', kind: 'answered-after-all', file, line, language, message })
    }
  }
  return findings
}
