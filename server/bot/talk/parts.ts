/** Longer messages have their talk at both ends; what lies between is taken as one part. */
const partsMax = 12

// A point or a comma inside a number divides nothing.
const marks = /[;:!?…\n。，、；：！？،؛؟]+|[.,](?!\d)/u

// Of an e-mail address no more than RFC 5321 allows: without an end, a long word would be read once from each of its letters.
const addresses = /(?:https?:\/\/|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\S+/giu

/** Where an address stood, a text is divided: the words in one ("https://shop.example/help") are said to nobody. */
export function withoutAddresses(text: string): string {
  return text.replace(addresses, '\n')
}

/** What stands between two marks of punctuation, each with a letter or a digit in it, in order. */
export function partsOf(text: string): string[] {
  const parts = text
    .split(marks)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
  if (parts.length <= partsMax) return parts
  const end = parts.length - partsMax / 2
  const start = partsMax / 2 - 1
  return [...parts.slice(0, start), parts.slice(start, end).join(', '), ...parts.slice(end)]
}
