const cyrillic = [...'абвгдђежзијклљмнњопрстћуфхцчџш']
const latin = 'a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š'.split(' ')
const latinOf = new Map(cyrillic.map((letter, at) => [letter, latin[at]!]))

/** Serbian is written in two scripts: its Cyrillic letters, in lower case, become the Latin ones. */
export function foldSerbian(text: string): string {
  return text.replace(/[\u0430-\u045f]/g, (letter) => latinOf.get(letter) ?? letter)
}
