import { finding, isSame, isWritten } from './finding.ts'
import type { Finding } from './finding.ts'
import type { Seen } from './seen.ts'

export function freshPagesAgree({ fresh, storedById }: Seen): Finding[] {
  return fresh.flatMap(({ screen, conversationId, lines }) => {
    const stored = storedById.get(conversationId)?.lines ?? []
    const isWhole = lines.length === stored.length && lines.every((line, at) => isSame(line, stored[at]))
    if (isWhole) return []
    return [
      finding(
        'C9',
        `${screen}, opened at the end, shows ${lines.length} of ${stored.length} lines or others`,
      ),
    ]
  })
}

export function exportAgrees({ stored, exported }: Seen): Finding[] {
  if (!exported) return [finding('C9', 'what is stored cannot be exported')]
  const inFile = new Map(exported.map((conversation) => [conversation.id, JSON.stringify(conversation)]))
  const wrong = stored.filter((conversation) => inFile.get(conversation.id) !== JSON.stringify(conversation))
  const strange = exported.length - stored.length
  return [
    ...wrong.map(({ id }) => finding('C9', `the export has ${inFile.has(id) ? 'another' : 'no'} ${id}`)),
    ...(strange > 0 ? [finding('C9', `the export has ${strange} conversations too many`)] : []),
  ]
}

/** A page in a browser shows texts only; the first of them tells whose conversation it is. */
export function realPagesAgree({ pages, stored }: Seen): Finding[] {
  return pages.flatMap(({ screen, texts, doubled }) => {
    const home = stored.find(({ lines }) => lines.some((line) => isWritten(line) && line.text === texts[0]))
    const written = (home?.lines ?? []).filter(isWritten).map(({ text }) => text)
    const wrong = [...written, null].findIndex((text, at) => text !== (texts[at] ?? null))
    return [
      ...[...new Set(doubled)].map((text) => finding('C2', `${screen} showed "${text}" twice`)),
      ...(texts.length === 0 ? [finding('C2', `${screen} shows nothing`)] : []),
      ...(wrong < 0 && texts.length === written.length
        ? []
        : [finding('C3', `${screen} shows "${texts[wrong]}" where "${written[wrong]}" is stored`)]),
    ]
  })
}
