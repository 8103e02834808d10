import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { consoleEn } from '../ui/strings/console-en.ts'
import { consoleLanguages, loadConsoleStrings } from '../ui/strings/console.ts'
import { wordsOf } from '../ui/strings/same-language.ts'
import type { ConsoleLanguage, ConsoleStrings } from '../ui/strings/console.ts'
import type { SafeStorage } from '../ui/storage.ts'

export interface Locale {
  language: ConsoleLanguage
  t: ConsoleStrings
  /** Shows the console in another language and keeps the choice on this computer. */
  choose: (language: ConsoleLanguage) => void
}

export const LocaleContext = createContext<Locale>({ language: 'en', t: consoleEn, choose: () => undefined })

export function useLocale(): Locale {
  return useContext(LocaleContext)
}

const storageKey = 'frontdesk:language'

/** What was chosen here before, else the first of the browser's languages that the console speaks, else English. */
export function preferredLanguage(storage: SafeStorage, wanted: readonly string[]): ConsoleLanguage {
  return [storage.get(storageKey) ?? '', ...wanted].map(spoken).find((one) => one !== undefined) ?? 'en'
}

/** Loads the sentences, then turns the page to their language and direction. */
export async function speak(language: ConsoleLanguage): Promise<ConsoleStrings> {
  const t = await loadConsoleStrings(language)
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
  return t
}

/** As `speak`; in English where the sentences cannot be fetched. With that an agent can work, with an empty page not. */
export async function speakFirst(language: ConsoleLanguage): Promise<Pick<Locale, 'language' | 't'>> {
  try {
    return { language, t: await speak(language) }
  } catch {
    return { language: 'en', t: await speak('en') }
  }
}

export function keepLanguage(storage: SafeStorage, language: ConsoleLanguage): void {
  storage.set(storageKey, language)
}

function spoken(tag: string): ConsoleLanguage | undefined {
  const kept = wordsOf(tag.toLowerCase().split('-')[0] ?? '')
  return consoleLanguages.find((language) => language === kept)
}
