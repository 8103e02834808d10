import { consoleEn } from './console-en.ts'
import type { ConsoleStrings } from './console-en.ts'

export type { ConsoleStrings }

/** How each language calls itself, in the order of these names. */
export const consoleLanguageNames = {
  id: 'Bahasa Indonesia',
  da: 'Dansk',
  de: 'Deutsch',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  it: 'Italiano',
  nl: 'Nederlands',
  nb: 'Norsk bokmål',
  pt: 'Português',
  sv: 'Svenska',
  tr: 'Türkçe',
  ru: 'Русский',
  ar: 'العربية',
  zh: '简体中文',
  ja: '日本語',
}

export type ConsoleLanguage = keyof typeof consoleLanguageNames

export const consoleLanguages = Object.keys(consoleLanguageNames) as ConsoleLanguage[]

/** English is part of the page; the others are fetched when chosen. */
const fetched: Record<Exclude<ConsoleLanguage, 'en'>, () => Promise<ConsoleStrings>> = {
  ar: async () => (await import('./console-ar.ts')).consoleAr,
  da: async () => (await import('./console-da.ts')).consoleDa,
  de: async () => (await import('./console-de.ts')).consoleDe,
  es: async () => (await import('./console-es.ts')).consoleEs,
  fr: async () => (await import('./console-fr.ts')).consoleFr,
  id: async () => (await import('./console-id.ts')).consoleId,
  it: async () => (await import('./console-it.ts')).consoleIt,
  ja: async () => (await import('./console-ja.ts')).consoleJa,
  nb: async () => (await import('./console-nb.ts')).consoleNb,
  nl: async () => (await import('./console-nl.ts')).consoleNl,
  pt: async () => (await import('./console-pt.ts')).consolePt,
  ru: async () => (await import('./console-ru.ts')).consoleRu,
  sv: async () => (await import('./console-sv.ts')).consoleSv,
  tr: async () => (await import('./console-tr.ts')).consoleTr,
  zh: async () => (await import('./console-zh.ts')).consoleZh,
}

export async function loadConsoleStrings(language: ConsoleLanguage): Promise<ConsoleStrings> {
  return language === 'en' ? consoleEn : fetched[language]()
}
