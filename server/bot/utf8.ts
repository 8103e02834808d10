/** The text of bytes in UTF-8, without a byte order mark; or where and why they are none. */
export function decodeUtf8(bytes: Buffer): { text: string } | { line: number; message: string } {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (utf16) return { line: 1, message: 'the file is saved as UTF-16. Save it as UTF-8.' }
  if (bytes.includes(0)) return { line: 1, message: 'this is not a text file. Put JSON here, or remove it.' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const before = bytes.subarray(0, firstInvalid(bytes)).toString('latin1')
    return {
      line: before.split('\n').length,
      message: 'this line has a character that is not UTF-8. Save the file as UTF-8.',
    }
  }
}

/** Where the replacement characters of a lenient reading begin, in bytes. */
function firstInvalid(bytes: Buffer): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return Buffer.byteLength(text.slice(0, text.indexOf('\uFFFD')))
}
