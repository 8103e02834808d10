import { stemmedLanguages, stemmerFor } from '../../server/bot/text/natural.ts'

/** Words as `natural` takes them: for English its own (tokens of letters, Porter stems; by default without stop words). Its
 *  tokenizers cut at accents and know no other scripts, so other languages get their words whole, with `natural`'s
 *  stemmer where it has one: with its defaults it would stand no chance there. */
export async function naturalWords(
  language: string,
  keepStopWords = false,
): Promise<(text: string) => string[]> {
  if (language === 'en') {
    const { default: stemmer } = await import('natural/lib/natural/stemmers/porter_stemmer.js')
    const porter = stemmer as typeof stemmer & { tokenizeAndStem(text: string, keep: boolean): string[] }
    return (text) => porter.tokenizeAndStem(text, keepStopWords)
  }
  const stem = stemmedLanguages.includes(language) ? await stemmerFor(language) : (word: string) => word
  return (text) => (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(stem)
}
