import type { OfferReason } from '../../protocol/conversation.ts'
import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'

/** Every sentence of the widget. The other languages have this type, so none can miss one. */
export type WidgetStrings = typeof widgetEn

const offers: Record<OfferReason, string> = {
  'nothing-matched': 'I have no answer to that. A person can help.',
  'none-of-these': 'Then I have no answer to that. A person can help.',
  'did-not-help': 'A person can help you with this.',
  misses: 'I could not help so far. A person can.',
}

export const widgetEn = {
  language: 'en',
  number: (value: number) => formatNumber(value, 'en'),
  time: (at: number) => clockTime(at, 'en'),

  panel: (site: string) => `Chat with ${site}`,
  chat: 'Chat',
  open: 'Open chat',
  openUnread: (count: number) =>
    `Open chat, ${count} unread ${plural(count, 'en', { one: 'message', other: 'messages' })}`,
  close: 'Close chat',
  back: 'Back',
  dismiss: 'Dismiss',
  connecting: 'Connecting…',
  previewFrom: (agent: string, site: string) => `${agent} from ${site}`,

  usualReply: (ms: number) => `We usually reply in about ${duration(ms, 'en')}`,
  areHere: (names: string[]) => `${joinNames(names, 'en')} ${names.length === 1 ? 'is' : 'are'} here`,
  backAt(now: number, at: number): string {
    const days = daysBetween(now, at)
    const time = clockTime(at, 'en')
    if (days <= 0) return `Back at ${time}`
    return days === 1 ? `Back tomorrow at ${time}` : `Back on ${dayName(now, at, 'en')} at ${time}`
  },
  nobodyIn: 'Nobody is in right now',
  search: 'Search for an answer',
  clear: 'Clear',
  askedMost: 'Asked most',
  answersFound: (count: number) => `${count} ${plural(count, 'en', { one: 'answer', other: 'answers' })}`,
  noAnswerFound: 'No question like this yet',
  askAssistant: (text: string) => `Ask the assistant: “${text}”`,
  yourConversation: 'Your conversation',
  talkToPerson: 'Talk to a person',
  writeToPerson: 'Write to a person',
  about: (ms: number) => `about ${duration(ms, 'en')}`,
  replyOn(now: number, at: number): string {
    const days = daysBetween(now, at)
    if (days <= 0) return 'reply today'
    return days === 1 ? 'reply tomorrow' : `reply on ${dayName(now, at, 'en')}`
  },

  assistant: 'Assistant',
  automatic: 'automatic',
  fromFaq: 'Automatic, from our FAQ',
  answering: (names: string[]) => `${joinNames(names, 'en')} ${names.length === 1 ? 'is' : 'are'} answering`,
  log: 'Messages',
  didThisHelp: 'Did this help?',
  yes: 'Yes',
  no: 'No',
  helped: 'Glad it did.',
  didNotHelp: 'You said this did not help.',
  notSure: 'I am not sure which one you mean.',
  noneOfThese: 'None of these',
  offers,
  inOtherWords: 'Ask in other words',
  notWhatYouNeed: 'Not what you need?',

  writeQuestion: 'Write a question…',
  addAnything: 'Add anything that helps…',
  writeTo: (agent: string) => `Write to ${agent}…`,
  message: 'Message',
  send: 'Send',
  charactersLeft: (count: number) =>
    `${formatNumber(count, 'en')} ${plural(count, 'en', { one: 'character', other: 'characters' })} left`,
  onItsWay: 'On its way',
  sent: (at: number) => `Sent ${clockTime(at, 'en')}`,
  willBeSent: 'Will be sent',
  notSent: 'Not sent.',
  tryAgain: 'Try again',
  delete: 'Delete',
  isWriting: (agent: string) => `${agent} is writing`,
  firstNew: 'New',
  newMessages: (count: number) =>
    `${count} new ${plural(count, 'en', { one: 'message', other: 'messages' })}`,
  toTheEnd: 'To the last message',

  askedForPerson: 'You asked for a person',
  needsPerson: 'A person will answer this',
  stoppedWaiting: 'You stopped waiting. Your messages are still here.',
  thankYouEmail: (email: string) => `Thank you. We write to ${email}.`,
  joined: (agent: string, at: number) => `${agent} joined at ${clockTime(at, 'en')}`,
  released: (agent: string) => `${agent} had to leave. You keep your place.`,
  returned: (agent: string) => `${agent} handed you back to the assistant`,
  closedBy: (agent: string, at: number) => `${agent} closed the conversation at ${clockTime(at, 'en')}`,
  closedByYou: (at: number) => `You closed the conversation at ${clockTime(at, 'en')}`,
  closed: (at: number) => `The conversation was closed at ${clockTime(at, 'en')}`,
  reopened: 'The conversation is open again',

  place: (position: number) => (position === 1 ? 'Next' : ordinal(position)),
  inLine: 'in line',
  duration: (ms: number) => duration(ms, 'en'),
  estimatedWait: 'estimated wait',
  soFar: (promisedMs: number) => `so far, we said ${duration(promisedMs, 'en')}`,
  takesLonger: 'This takes longer than we said. You can leave your e-mail.',
  placeSpoken: (position: number) =>
    position === 1 ? 'You are next.' : `You are ${ordinal(position)} in line.`,
  joiningLine: 'Finding your place in line…',
  you: 'You',
  leaveEmail: 'Leave your e-mail instead',
  changeEmail: 'Change the e-mail',
  stopWaiting: 'Stop waiting',

  emailTitle: 'We will write to you',
  emailText: 'Everything you wrote here comes along, so you do not have to say it twice.',
  yourEmail: 'Your e-mail',
  emailProblems: {
    empty: 'Write your address, as in vera@example.com',
    at: 'The @ is missing, as in vera@example.com',
    name: 'The part before the @ is missing',
    ending: 'The ending is missing, such as .com',
    other: 'Check the address: it should look like vera@example.com',
  },
  whatToKnow: 'What should we know?',
  emailUse: 'Used for this reply only.',
  sendTo: (site: string) => `Send to ${site}`,
  keepWaiting: 'Keep waiting here',

  offline: 'No connection.',
  offlineText: 'What you write is kept and sent when it is back.',
  stale: 'Not up to date.',
  staleText: 'Newer messages may be missing. Trying again…',
  notKept: 'This chat will be gone when you leave the page.',
  refused: 'The chat is not available here right now.',

  howDid: (agent: string) => `How did ${agent} do?`,
  howDidWe: 'How did we do?',
  rateConversation: 'Rate this conversation',
  notWell: 'Not well',
  veryWell: 'Very well',
  rateComment: 'Anything we should do better? (optional)',
  sendRating: 'Send rating',
  thankYouRating: (rating: number) => `Thank you. You gave ${rating} of 5.`,
  saveAsText: 'Save as text',
  askElse: 'Ask something else',
  transcriptFile: 'conversation',
}

/** "1st", "2nd", "3rd", "11th". */
function ordinal(position: number): string {
  const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(position)
  return `${position}${endings[rule] ?? 'th'}`
}
