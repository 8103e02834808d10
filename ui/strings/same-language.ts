/** Codes that browsers have for a language whose words are kept by another one. */
const keptAs: Record<string, string> = { in: 'id', nn: 'nb', no: 'nb' }

/** The code that the words of a language are kept by. */
export function wordsOf(code: string): string {
  return keptAs[code] ?? code
}
