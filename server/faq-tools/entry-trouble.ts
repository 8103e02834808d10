import type { Finding } from './finding.ts'
import { hasWord } from './hard-to-find.ts'
import { answering } from './owners-faq.ts'
import type { OwnersFaq, OwnEntry } from './owners-faq.ts'

/** Phrasings that find nothing. */
export function findWordless(entry: OwnEntry): Finding[] {
  return entry.phrasings.flatMap((text, at): Finding[] => {
    if (hasWord(text)) return []
    const line = entry.lineOf(['phrasings', at])
    const message = `entry "${entry.id}": "${text}" has no word in it, so nothing is found by it. Write words.`
    const { file, language, id } = entry
    return [{ severity: 'warning', kind: 'phrasing-without-words', file, line, language, entry: id, message }]
  })
}

/** Ids that stand somewhere but lead to nothing that visitors can see. Those that no entry has are mistakes already. */
export function findHiddenTargets(faq: OwnersFaq): Finding[] {
  const { entries, site } = faq
  if (!site) return []
  const visible = (language: string) => new Set(answering(entries, language).map(({ id }) => id))
  const first = visible(site.languages[0] ?? '')
  const drafts = new Set(entries.filter(({ draft }) => draft).map(({ id }) => id))
  return [
    ...site.topQuestions.flatMap((id, at) =>
      drafts.has(id) && !first.has(id)
        ? [hiddenTopQuestion(id, faq.siteFile, faq.siteLineOf(['topQuestions', at]))]
        : [],
    ),
    ...site.languages.flatMap((language) => {
      const shown = new Set([...first, ...visible(language)])
      return answering(entries, language).flatMap((entry) => followUpTrouble(entry, shown, drafts))
    }),
  ]
}

function hiddenTopQuestion(id: string, file: string, line: number): Finding {
  return {
    ...{ severity: 'warning', kind: 'top-question-hidden', file, line, entry: id },
    message: `"topQuestions" names "${id}", a draft, so it is not shown. Publish it, or name another one.`,
  }
}

function followUpTrouble(entry: OwnEntry, shown: Set<string>, drafts: Set<string>): Finding[] {
  return entry.followUps.flatMap((id, at) => {
    const what = id === entry.id ? 'itself' : drafts.has(id) && !shown.has(id) ? `"${id}", a draft` : null
    if (!what) return []
    return [
      {
        ...{
          severity: 'warning',
          kind: 'follow-up-hidden',
          file: entry.file,
          line: entry.lineOf(['followUps', at]),
        },
        ...{ language: entry.language, entry: entry.id },
        message: `entry "${entry.id}": "followUps" names ${what}, so it is not offered. Name another entry, or remove it.`,
      },
    ]
  })
}
