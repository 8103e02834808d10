import { isSameLanguage } from '../domain/language.ts'

/** The first language that one of the wishes (BCP 47, best first) is about; else the first one there is. */
export function chooseLanguage(wishes: string[], languages: string[]): string {
  for (const wish of wishes) {
    const found = closest(wish.toLowerCase().replaceAll('_', '-'), languages)
    if (found) return found
  }
  return languages[0] ?? ''
}

/** `de` for `de-CH`; `nb` for `no`; `pt-BR` for `pt`, and for `pt-PT` as well: better than no Portuguese at all. */
function closest(wish: string, languages: string[]): string | undefined {
  const parts = wish.split('-')
  for (let length = parts.length; length > 0; length--) {
    const tag = parts.slice(0, length).join('-')
    const found =
      languages.find((each) => each.toLowerCase() === tag) ??
      languages.find((each) => each.toLowerCase().startsWith(`${tag}-`))
    if (found) return found
  }
  return languages.find((each) => isSameLanguage(each, wish))
}
