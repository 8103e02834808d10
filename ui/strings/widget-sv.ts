import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'
import type { FullStrings } from './widget.ts'

export const widgetSv: FullStrings = {
  language: 'sv',
  number: (value) => formatNumber(value, 'sv'),
  time: (at) => clockTime(at, 'sv'),

  panel: (site) => `Chatt med ${site}`,
  chat: 'Chatt',
  open: 'Öppna chatten',
  openUnread: (count) =>
    `Öppna chatten, ${count} ${plural(count, 'sv', { one: 'oläst meddelande', other: 'olästa meddelanden' })}`,
  close: 'Stäng chatten',
  back: 'Tillbaka',
  more: 'Mer',
  connecting: 'Ansluter…',

  usualReply: (ms) => `Vi svarar oftast inom ca ${duration(ms, 'sv')}`,
  areHere: (names) => `${joinNames(names, 'sv')} är på plats`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    const time = `kl. ${clockTime(at, 'sv')}`
    if (days <= 0) return `Tillbaka ${time}`
    return days === 1 ? `Tillbaka i morgon ${time}` : `Tillbaka ${dayName(now, at, 'sv')} ${time}`
  },
  nobodyIn: 'Ingen är på plats just nu',
  search: 'Sök efter svar',
  clear: 'Rensa',
  askedMost: 'Vanliga frågor',
  answersFound: (count) => `${count} svar`,
  noAnswerFound: 'Ingen sådan fråga ännu',
  askAssistant: (text) => `Fråga assistenten: ”${text}”`,
  yourConversation: 'Din chatt',
  talkToPerson: 'Prata med en människa',
  writeToPerson: 'Skriv till oss',
  about: (ms) => `ca ${duration(ms, 'sv')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'svar i dag'
    return days === 1 ? 'svar i morgon' : `svar ${dayName(now, at, 'sv')}`
  },

  assistant: 'Assistent',
  automatic: 'automatisk',
  fromFaq: 'Automatisk, från vår FAQ',
  answering: (names) => `${joinNames(names, 'sv')} svarar`,
  log: 'Meddelanden',
  didThisHelp: 'Hjälpte det här?',
  yes: 'Ja',
  no: 'Nej',
  helped: 'Vad bra att det hjälpte.',
  didNotHelp: 'Du svarade att det inte hjälpte.',
  notSure: 'Jag är inte säker på vad du menar.',
  noneOfThese: 'Ingen av dessa',
  offers: {
    'nothing-matched': 'Det har jag inget svar på. En människa kan hjälpa dig.',
    'none-of-these': 'Då har jag inget svar på det. En människa kan hjälpa dig.',
    'did-not-help': 'En människa kan hjälpa dig med det här.',
    misses: 'Jag har inte kunnat hjälpa dig än. Det kan en människa.',
    'entry-demands': 'Det här tar du bäst med en människa.',
  },
  inOtherWords: 'Fråga med andra ord',
  notWhatYouNeed: 'Inte det du söker?',

  writeQuestion: 'Skriv en fråga…',
  addAnything: 'Berätta gärna mer…',
  writeTo: (agent) => `Skriv till ${agent}…`,
  message: 'Meddelande',
  send: 'Skicka',
  charactersLeft: (count) => `${formatNumber(count, 'sv')} tecken kvar`,
  you: 'Du',
  onItsWay: 'På väg',
  willBeSent: 'Skickas senare',
  notSent: 'Inte skickat.',
  tryAgain: 'Försök igen',
  delete: 'Ta bort',
  firstNew: 'Nytt',
  newMessages: (count) =>
    `${count} ${plural(count, 'sv', { one: 'nytt meddelande', other: 'nya meddelanden' })}`,
  toTheEnd: 'Till det senaste meddelandet',

  askedForPerson: 'Du ville prata med en människa',
  needsPerson: 'En människa svarar på det här',
  stoppedWaiting: 'Du väntar inte längre. Dina meddelanden finns kvar.',
  thankYouEmail: (email) => `Tack. Vi skriver till ${email}.`,
  joined: (agent, at) => `${agent} anslöt kl. ${clockTime(at, 'sv')}`,
  released: (agent) => `${agent} behövde gå. Du behåller din plats i kön.`,
  returned: (agent) => `${agent} lämnade tillbaka chatten till assistenten`,
  closedBy: (agent, at) => `${agent} avslutade chatten kl. ${clockTime(at, 'sv')}`,
  closedByYou: (at) => `Du avslutade chatten kl. ${clockTime(at, 'sv')}`,
  closed: (at) => `Chatten avslutades kl. ${clockTime(at, 'sv')}`,
  reopened: 'Chatten är öppen igen',

  joiningLine: 'Hämtar din plats i kön…',

  offline: 'Ingen anslutning.',
  offlineText: 'Det du skriver sparas och skickas när den är tillbaka.',
  stale: 'Inte uppdaterat.',
  staleText: 'Nyare meddelanden kan saknas. Försöker igen…',
  notKept: 'Chatten försvinner när du lämnar sidan.',
  refused: 'Chatten är inte tillgänglig här just nu.',

  thankYouRating: (rating) => `Tack. Du gav ${rating} av 5.`,

  waiting: {
    place: (position) => (position === 1 ? 'Nästa' : ordinal(position)),
    inLine: 'i kön',
    duration: (ms) => duration(ms, 'sv'),
    estimatedWait: 'beräknad väntetid',
    soFar: (promisedMs) => `hittills, vi sa ${duration(promisedMs, 'sv')}`,
    takesLonger: 'Det tar längre tid än vi sa. Du kan lämna din e-postadress.',
    placeSpoken: (position) => (position === 1 ? 'Du är näst på tur.' : `Du är nummer ${position} i kön.`),
    you: 'Du',
    leaveEmail: 'Få svar via e-post',
    changeEmail: 'Ändra e-postadress',
    stopWaiting: 'Sluta vänta',
  },

  email: {
    title: 'Vi skriver till dig',
    text: 'Allt du har skrivit här följer med, så du slipper säga det två gånger.',
    address: 'Din e-postadress',
    problems: {
      empty: 'Skriv din adress, till exempel vera@example.com',
      at: 'Det ska finnas ett @, som i vera@example.com',
      name: 'Delen före @ saknas',
      ending: 'Slutet saknas, till exempel .se',
      other: 'Kontrollera adressen: den ska se ut som vera@example.com',
    },
    whatToKnow: 'Vad behöver vi veta?',
    use: 'Används bara för det här svaret.',
    sendTo: (site) => `Skicka till ${site}`,
    keepWaiting: 'Fortsätt vänta här',
  },

  ending: {
    howDid: (agent) => `Hur var hjälpen från ${agent}?`,
    howDidWe: 'Hur var hjälpen?',
    rateConversation: 'Betygsätt chatten',
    notWell: 'Inte bra',
    veryWell: 'Mycket bra',
    rateComment: 'Vad kan vi göra bättre? (frivilligt)',
    sendRating: 'Skicka betyg',
    saveAsText: 'Spara som text',
    askElse: 'Fråga något annat',
    transcriptFile: 'chatt',
  },

  menu: {
    end: 'Avsluta chatten',
    sound: 'Ljud',
  },

  person: {
    sent: (at) => `Skickat ${clockTime(at, 'sv')}`,
    seen: (at) => `Sett ${clockTime(at, 'sv')}`,
    isWriting: (agent) => `${agent} skriver`,
  },
  preview: {
    from: (agent, site) => `${agent} från ${site}`,
    dismiss: 'Dölj',
  },
}

/** "2:a", "3:e", "11:e", "21:a". */
function ordinal(position: number): string {
  const rule = new Intl.PluralRules('sv', { type: 'ordinal' }).select(position)
  return `${position}:${rule === 'one' ? 'a' : 'e'}`
}
