const prefixes = ['وال', 'فال', 'بال', 'كال', 'ولل', 'ال', 'لل', 'و']
const suffixes = ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'كم', 'نا', 'ه', 'ي', 'ك']

// What must be left of a word: shorter remains collide too often.
const afterPrefix = 3
const afterAnd = 3
const afterSuffix = 2

/** Writes Arabic letters that are used for one another the same way, without vowel marks and tatweel; digits as 0-9. */
export function foldArabic(text: string): string {
  if (!/[\u0600-\u06ff]/.test(text)) return text
  return text
    .replace(/[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىی]/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ؤ/g, 'و')
    .replace(/ئ/g, 'ي')
    .replace(/ک/g, 'ك')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
}

/** Light stemming of a folded word: article, "and", and one or two endings go, the root stays as it is written.
 *  After light10, Larkey, Ballesteros & Connell 2007, "Light Stemming for Arabic Information Retrieval". */
export function stemArabic(word: string): string {
  let stem = word
  const prefix = prefixes.find(
    (start) => stem.startsWith(start) && stem.length - start.length >= leftAfter(start),
  )
  if (prefix) stem = stem.slice(prefix.length)
  for (let pass = 0; pass < 2; pass++) {
    const suffix = suffixes.find((end) => stem.endsWith(end) && stem.length - end.length >= afterSuffix)
    if (!suffix) break
    stem = stem.slice(0, -suffix.length)
  }
  return stem
}

function leftAfter(prefix: string): number {
  return prefix === 'و' ? afterAnd : afterPrefix - 1
}
