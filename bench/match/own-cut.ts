import type { Contestant, Faq, Reply } from './contestant.ts'

/** The cut lets nine in ten of the questions that are ranked right through: Frontdesk's own default. */
const keep = 0.9
/** One entry in five is hidden, and one phrasing in five of the others. */
const parts = 5
const mostAsked = 500
/** With one phrasing an entry nothing else can be hidden: most questions about hidden entries stay below. */
const hiddenEntryQuantile = 0.7

interface Hidden {
  text: string
  /** Null: of a hidden entry. */
  id: string | null
}

/** The score below which a contestant that only ranks had better say nothing, from the FAQ alone, as an owner has it: it
 *  learns without some entries and phrasings, and is asked those. */
export async function findOwnCut(contestant: Contestant, faq: Faq): Promise<number> {
  const { shown, hidden } = hide(faq)
  const ask = await contestant.open(shown)
  const inside: number[] = []
  const outside: number[] = []
  const step = Math.max(1, hidden.length / mostAsked)
  for (let at = 0; at < hidden.length; at += step) {
    const { text, id } = hidden[Math.floor(at)]!
    const reply = await ask(text)
    if (id === null) outside.push(scoreOf(reply))
    else if (reply.ranked[0]?.id === id) inside.push(scoreOf(reply))
  }
  return inside.length > 0 ? quantile(inside, 1 - keep) : quantile(outside, hiddenEntryQuantile)
}

export function scoreOf({ ranked }: Reply): number {
  return ranked[0]?.confidence ?? 0
}

function hide({ language, entries }: Faq): { shown: Faq; hidden: Hidden[] } {
  const hidden: Hidden[] = []
  const shown: Faq['entries'] = []
  entries.forEach((entry, number) => {
    const texts = [...new Set([...entry.phrasings, ...(entry.question ? [entry.question] : [])])]
    if (number % parts === parts - 1) return hidden.push(...texts.map((text) => ({ text, id: null })))
    const phrasings = texts.filter((text, at) => {
      const isHidden = texts.length > 1 && (number + at) % Math.min(parts, texts.length) === 0
      if (isHidden) hidden.push({ text, id: entry.id })
      return !isHidden
    })
    shown.push({ id: entry.id, phrasings })
  })
  return { shown: { language, entries: shown }, hidden }
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0
}
