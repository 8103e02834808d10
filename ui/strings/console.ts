import { consoleEn } from './console-en.ts'
import type { ConsoleStrings } from './console-en.ts'

export type { ConsoleStrings }

export const consoleLanguages = ['en', 'de', 'ar'] as const
export type ConsoleLanguage = (typeof consoleLanguages)[number]

/** How each language calls itself. */
export const consoleLanguageNames: Record<ConsoleLanguage, string> = {
  en: 'English',
  de: 'Deutsch',
  ar: 'العربية',
}

/** English is part of the page; the others are fetched when chosen. */
export async function loadConsoleStrings(language: ConsoleLanguage): Promise<ConsoleStrings> {
  switch (language) {
    case 'en':
      return consoleEn
    case 'de':
      return (await import('./console-de.ts')).consoleDe
    case 'ar':
      return (await import('./console-ar.ts')).consoleAr
  }
}
