import { widgetEn } from './strings/widget-en.ts'
import type { WidgetStrings } from './strings/widget.ts'

export type { WidgetStrings }

/** What the page's root says of itself: `lang` and `dir`. */
export interface Language {
  code: string
  dir: 'ltr' | 'rtl'
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])

/** The language of a BCP 47 tag, without its region. */
export function languageOf(tag: string): Language {
  const code = tag.toLowerCase().split('-')[0] ?? 'en'
  return { code, dir: rightToLeft.has(code) ? 'rtl' : 'ltr' }
}

/** The words of the first of these languages that the widget speaks. English is part of the panel, the others are fetched; English
 *  too where nothing else can be had. Never rejects. */
export async function loadStrings(codes: string[]): Promise<WidgetStrings> {
  if (codes[0] === 'en') return widgetEn
  try {
    return (await (await import('./strings/languages.ts')).fetchStrings(codes)) ?? widgetEn
  } catch {
    return widgetEn
  }
}
