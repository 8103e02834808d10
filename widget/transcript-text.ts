import type { ShownEntry } from '../protocol/conversation.ts'
import type { WidgetStrings } from '../ui/strings.ts'
import { moveText } from './SystemLine.tsx'

/** The conversation as a text file: one line or paragraph each, with the time and who said it. */
export function transcriptText(entries: ShownEntry[], site: string, t: WidgetStrings): string {
  const first = entries[0]
  const day = first ? new Date(first.at).toLocaleDateString(t.language, { dateStyle: 'long' }) : ''
  const lines = entries.map((entry) => {
    const text = textOf(entry, t)
    return text === null ? null : `[${t.time(entry.at)}] ${text}`
  })
  return [`${site}, ${day}`, ...lines.filter((line) => line !== null)].join('\n\n') + '\n'
}

function textOf(entry: ShownEntry, t: WidgetStrings): string | null {
  switch (entry.kind) {
    case 'message':
      return `${entry.by.who === 'agent' ? entry.by.agent.name : t.you}: ${entry.text}`
    case 'answer':
      return `${t.assistant}: ${entry.text}`
    case 'choices':
      return `${t.assistant}: ${t.notSure}\n${entry.choices.map(({ question }) => `- ${question}`).join('\n')}`
    case 'choice':
      return `${t.you}: ${entry.question ?? t.noneOfThese}`
    case 'offer':
      return `${t.assistant}: ${entry.text ?? t.offers[entry.because]}`
    case 'feedback':
      return `${t.didThisHelp} ${entry.helped ? t.yes : t.no}`
    case 'move':
      return moveText(entry, t)
    case 'rating':
      return [t.thankYouRating(entry.rating), entry.comment].join(' ').trim()
  }
}

/** Hands the browser a file made on this page: nothing is fetched. */
export function downloadText(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  link.download = name
  link.click()
  // Some browsers begin to read only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
