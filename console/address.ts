import type { ConversationId } from '../protocol/conversation.ts'

const conversationHash = /^#conversation=([A-Za-z0-9_-]+)$/
const opinionsHash = '#opinions'
const setupHash = /^#setup=(.+)$/

/** The token of the one-time link, taken out of the address bar so that it stays in no history. */
export function takeSetupToken(): string | null {
  const token = setupHash.exec(location.hash)?.[1] ?? null
  if (token) history.replaceState(null, '', location.pathname)
  return token
}

/** Which conversation the address names: a reload opens it again. */
export function conversationInAddress(): ConversationId | null {
  return conversationHash.exec(location.hash)?.[1] ?? null
}

/** Whether the address names the page of praise and complaints. */
export function areOpinionsInAddress(): boolean {
  return location.hash === opinionsHash
}

/** A page of its own: Back leads to where one was. */
export function showOpinionsInAddress(): void {
  if (!areOpinionsInAddress()) history.pushState(null, '', opinionsHash)
}

/** Where a link to a conversation leads. */
export function addressOf(id: ConversationId): string {
  return `#conversation=${id}`
}

/** Opening one from the list is a step that Back undoes (on a phone: back to the list); going on to another is not. */
export function showInAddress(id: ConversationId | null): void {
  const current = conversationInAddress()
  if (current === id && !areOpinionsInAddress()) return
  const hash = id ? addressOf(id) : location.pathname
  if ((id && !current) || areOpinionsInAddress()) history.pushState(null, '', hash)
  else history.replaceState(null, '', hash)
}

/** Back and forward. Returns how to stop listening. */
export function onAddressChanged(listener: (id: ConversationId | null) => void): () => void {
  const changed = () => listener(conversationInAddress())
  window.addEventListener('popstate', changed)
  return () => window.removeEventListener('popstate', changed)
}
