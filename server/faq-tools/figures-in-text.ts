// Prices, days and times are what a translation must share with its original, and what is forgotten when one changes.

const times = /\b(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\b\.?/gi
const figures = /(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,'’\u00a0\u202f\u2009]\d+)*(?::\d{2})?/g

/** The numbers of a Markdown text, whatever the language writes them with, and how each stands there. Link targets and the
 *  numbers of list items are none. */
export function figuresIn(markdown: string): Map<string, string> {
  const text = withWesternDigits(markdown)
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/<?\bhttps?:\S+/g, '')
    .replace(/^\s*\d+[.)]\s/gm, '')
    .replace(times, (_, hour: string, minutes: string | undefined, half: string) => {
      const afternoon = half.toLowerCase() === 'p' ? 12 : 0
      return `${(Number(hour) % 12) + afternoon}:${minutes ?? '00'}`
    })
  const found = new Map<string, string>()
  for (const [written] of text.matchAll(figures))
    for (const figure of valuesOf(written)) found.set(figure, written)
  return found
}

function valuesOf(written: string): string[] {
  const [hour, minutes] = written.split(':')
  if (minutes !== undefined) return [minutes === '00' ? String(Number(hour)) : `${Number(hour)}:${minutes}`]
  const groups = written.split(/[^\d]/)
  if (groups.length === 1) return [String(Number(written))]
  const last = groups.at(-1)!
  // 24.12.2026 and 5.10. are dates, each number by itself.
  if (groups.length > 2 && groups.some(({ length }, at) => at > 0 && length !== 3))
    return groups.map((each) => String(Number(each)))
  if (last.length === 3) return [String(Number(groups.join('')))]
  return [String(Number(`${groups.slice(0, -1).join('')}.${last}`))]
}

/** Arabic-Indic digits and separators as Western ones; full-width ones too. */
function withWesternDigits(text: string): string {
  return text
    .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/\u066b/g, '.')
    .replace(/\u066c/g, ',')
}
