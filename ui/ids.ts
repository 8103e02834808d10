/** Fits `requestIdPattern`: 24 characters, 144 random bits. Works on plain http, where randomUUID is missing. */
export function newRequestId(): string {
  return randomText(18)
}

/** Fits `visitorKeyPattern`: 32 random bytes as 43 characters. */
export function newVisitorKey(): string {
  return randomText(32)
}

function randomText(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes))
  return btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
