import type { Mood, OfferReason } from '../../protocol/conversation.ts'
import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'

/** The sentences that the panel begins with. */
export type CoreStrings = typeof widgetEn

/** The server sends its own words to who is upset, or writes in another language. */
type SaidByServer = Mood | 'other-language'
const offers: Record<Exclude<OfferReason, SaidByServer>, string> & Partial<Record<SaidByServer, string>> = {
  'nothing-matched': 'I have no answer to that. A person can help.',
  'none-of-these': 'Then I have no answer to that. A person can help.',
  'did-not-help': 'A person can help you with this.',
  misses: 'I could not help so far. A person can.',
  'entry-demands': 'This is best talked over with a person.',
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
  more: 'More',
  connecting: 'Connecting…',

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
  notSure: 'I am not sure what you mean.',
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
  you: 'You',
  onItsWay: 'On its way',
  willBeSent: 'Will be sent',
  notSent: 'Not sent.',
  tryAgain: 'Try again',
  delete: 'Delete',
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

  joiningLine: 'Finding your place in line…',

  offline: 'No connection.',
  offlineText: 'What you write is kept and sent when it is back.',
  stale: 'Not up to date.',
  staleText: 'Newer messages may be missing. Trying again…',
  notKept: 'This chat will be gone when you leave the page.',
  refused: 'The chat is not available here right now.',

  thankYouRating: (rating: number) => `Thank you. You gave ${rating} of 5.`,
}
