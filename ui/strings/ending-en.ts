/** What is left to do when a conversation has ended. Comes with that screen. */
export const endingEn = {
  howDid: (agent: string) => `How did ${agent} do?`,
  howDidWe: 'How did we do?',
  rateConversation: 'Rate this conversation',
  notWell: 'Not well',
  veryWell: 'Very well',
  rateComment: 'Anything we should do better? (optional)',
  sendRating: 'Send rating',
  saveAsText: 'Save as text',
  askElse: 'Ask something else',
  transcriptFile: 'conversation',
}
