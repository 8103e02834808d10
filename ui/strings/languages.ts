import { wordsOf } from './same-language.ts'
import type { FullStrings } from './widget.ts'

/** By language: its words are fetched when they are wanted. */
const fetched: Record<string, () => Promise<FullStrings>> = {
  ar: async () => (await import('./widget-ar.ts')).widgetAr,
  da: async () => (await import('./widget-da.ts')).widgetDa,
  de: async () => (await import('./widget-de.ts')).widgetDe,
  es: async () => (await import('./widget-es.ts')).widgetEs,
  fr: async () => (await import('./widget-fr.ts')).widgetFr,
  id: async () => (await import('./widget-id.ts')).widgetId,
  it: async () => (await import('./widget-it.ts')).widgetIt,
  ja: async () => (await import('./widget-ja.ts')).widgetJa,
  nb: async () => (await import('./widget-nb.ts')).widgetNb,
  nl: async () => (await import('./widget-nl.ts')).widgetNl,
  pt: async () => (await import('./widget-pt.ts')).widgetPt,
  ru: async () => (await import('./widget-ru.ts')).widgetRu,
  sv: async () => (await import('./widget-sv.ts')).widgetSv,
  tr: async () => (await import('./widget-tr.ts')).widgetTr,
  zh: async () => (await import('./widget-zh.ts')).widgetZh,
}

/** The words of the first of these languages that the widget speaks; null where that is English, or none. */
export async function fetchStrings(codes: string[]): Promise<FullStrings | null> {
  for (const code of codes) {
    if (code === 'en') return null
    const fetchWords = fetched[wordsOf(code)]
    if (fetchWords) return fetchWords()
  }
  return null
}
