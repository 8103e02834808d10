import { widgetEn } from './strings/widget-en.ts'
import type { FullStrings, WidgetStrings } from './strings/widget.ts'

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

const fetched: Record<string, () => Promise<FullStrings>> = {
  de: async () => (await import('./strings/widget-de.ts')).widgetDe,
  ar: async () => (await import('./strings/widget-ar.ts')).widgetAr,
}

/** Whether the widget speaks this language by itself. */
export function hasStrings(code: string): boolean {
  return code === 'en' || code in fetched
}

/** English is part of the panel, the others are fetched when needed. English too where nothing else can be had. */
export async function loadStrings(language: Language): Promise<WidgetStrings> {
  try {
    return (await fetched[language.code]?.()) ?? widgetEn
  } catch {
    return widgetEn
  }
}
