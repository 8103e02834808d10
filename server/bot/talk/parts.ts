/** Longer messages have their talk at both ends; what lies between is taken as one part. */
const partsMax = 12

// A point or a comma inside a number divides nothing.
const marks = /[;:!?…\n。，、；：！？،؛؟]+|[.,](?!\d)/u

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
