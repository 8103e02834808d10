import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'
import type { FullStrings } from './widget.ts'

export const widgetNl: FullStrings = {
  language: 'nl',
  number: (value) => formatNumber(value, 'nl'),
  time: (at) => clockTime(at, 'nl'),

  panel: (site) => `Chat met ${site}`,
  chat: 'Chat',
  open: 'Chat openen',
  openUnread: (count) =>
    `Chat openen, ${count} ${plural(count, 'nl', { one: 'ongelezen bericht', other: 'ongelezen berichten' })}`,
  close: 'Chat sluiten',
  back: 'Terug',
  more: 'Meer',
  connecting: 'Verbinden…',

  usualReply: (ms) => `We antwoorden meestal binnen ca. ${duration(ms, 'nl')}`,
  areHere: (names) => `${joinNames(names, 'nl')} ${names.length === 1 ? 'is' : 'zijn'} er`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    const time = `om ${clockTime(at, 'nl')}`
    if (days <= 0) return `Terug ${time}`
    return days === 1 ? `Morgen terug ${time}` : `Terug op ${dayName(now, at, 'nl')} ${time}`
  },
  nobodyIn: 'Er is nu niemand',
  search: 'Zoek een antwoord',
  clear: 'Wissen',
  askedMost: 'Vaak gevraagd',
  answersFound: (count) => `${count} ${plural(count, 'nl', { one: 'antwoord', other: 'antwoorden' })}`,
  noAnswerFound: 'Nog geen vraag zoals deze',
  askAssistant: (text) => `Vraag de assistent: ‘${text}’`,
  yourConversation: 'Je gesprek',
  talkToPerson: 'Praat met een medewerker',
  writeToPerson: 'Schrijf ons',
  about: (ms) => `ca. ${duration(ms, 'nl')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'antwoord vandaag'
    return days === 1 ? 'antwoord morgen' : `antwoord ${dayName(now, at, 'nl')}`
  },

  assistant: 'Assistent',
  automatic: 'automatisch',
  fromFaq: 'Automatisch, uit onze FAQ',
  answering: (names) => `${joinNames(names, 'nl')} ${names.length === 1 ? 'antwoordt' : 'antwoorden'}`,
  log: 'Berichten',
  didThisHelp: 'Heeft dit geholpen?',
  yes: 'Ja',
  no: 'Nee',
  helped: 'Fijn dat het hielp.',
  didNotHelp: 'Je gaf aan dat dit niet hielp.',
  notSure: 'Ik weet niet zeker wat je bedoelt.',
  noneOfThese: 'Geen van deze',
  offers: {
    'nothing-matched': 'Daar heb ik geen antwoord op. Een medewerker kan je helpen.',
    'none-of-these': 'Dan heb ik hier geen antwoord op. Een medewerker kan je helpen.',
    'did-not-help': 'Een medewerker kan je hiermee helpen.',
    misses: 'Ik heb je nog niet kunnen helpen. Een medewerker kan dat wel.',
    'entry-demands': 'Dit kun je het best met een medewerker bespreken.',
  },
  inOtherWords: 'Stel je vraag anders',
  notWhatYouNeed: 'Niet gevonden?',

  writeQuestion: 'Stel een vraag…',
  addAnything: 'Vertel gerust meer…',
  writeTo: (agent) => `Bericht aan ${agent}…`,
  message: 'Bericht',
  send: 'Versturen',
  charactersLeft: (count) =>
    `nog ${formatNumber(count, 'nl')} ${plural(count, 'nl', { one: 'teken', other: 'tekens' })}`,
  you: 'Jij',
  onItsWay: 'Onderweg',
  willBeSent: 'Wordt nog verstuurd',
  notSent: 'Niet verstuurd.',
  tryAgain: 'Probeer opnieuw',
  delete: 'Verwijder',
  firstNew: 'Nieuw',
  newMessages: (count) =>
    `${count} ${plural(count, 'nl', { one: 'nieuw bericht', other: 'nieuwe berichten' })}`,
  toTheEnd: 'Naar het laatste bericht',

  askedForPerson: 'Je vroeg om een medewerker',
  needsPerson: 'Een medewerker beantwoordt dit',
  stoppedWaiting: 'Je wacht niet meer. Je berichten staan er nog.',
  thankYouEmail: (email) => `Bedankt. We mailen naar ${email}.`,
  joined: (agent, at) => `${agent} kwam erbij om ${clockTime(at, 'nl')}`,
  released: (agent) => `${agent} moest weg. Je houdt je plek in de rij.`,
  returned: (agent) => `${agent} gaf het gesprek terug aan de assistent`,
  closedBy: (agent, at) => `${agent} beëindigde het gesprek om ${clockTime(at, 'nl')}`,
  closedByYou: (at) => `Je beëindigde het gesprek om ${clockTime(at, 'nl')}`,
  closed: (at) => `Het gesprek is om ${clockTime(at, 'nl')} beëindigd`,
  reopened: 'Het gesprek gaat verder',

  joiningLine: 'Je plek in de rij wordt bepaald…',

  offline: 'Geen verbinding.',
  offlineText: 'Wat je schrijft, blijft bewaard en wordt verstuurd zodra die er weer is.',
  stale: 'Niet bijgewerkt.',
  staleText: 'Misschien ontbreken nieuwere berichten. Nieuwe poging…',
  notKept: 'Deze chat is weg zodra je de pagina verlaat.',
  refused: 'De chat is hier nu niet beschikbaar.',

  thankYouRating: (rating) => `Bedankt. Je gaf ${rating} van de 5.`,

  waiting: {
    place: (position) => (position === 1 ? 'Volgende' : `${position}e`),
    inLine: 'in de rij',
    duration: (ms) => duration(ms, 'nl'),
    estimatedWait: 'geschatte wachttijd',
    soFar: (promisedMs) => `tot nu toe, we zeiden ${duration(promisedMs, 'nl')}`,
    takesLonger: 'Het duurt langer dan we zeiden. Je kunt je e-mailadres achterlaten.',
    placeSpoken: (position) =>
      position === 1 ? 'Je bent als volgende aan de beurt.' : `Je bent ${position}e in de rij.`,
    you: 'Jij',
    leaveEmail: 'Liever per e-mail',
    changeEmail: 'E-mailadres wijzigen',
    stopWaiting: 'Niet meer wachten',
  },

  email: {
    title: 'We mailen je',
    text: 'Alles wat je hier schreef, sturen we mee. Je hoeft niets twee keer te vertellen.',
    address: 'Je e-mailadres',
    problems: {
      empty: 'Vul je adres in, zoals vera@example.com',
      at: 'Er hoort een @ in, zoals in vera@example.com',
      name: 'Het deel voor de @ ontbreekt',
      ending: 'Het einde ontbreekt, bijvoorbeeld .nl',
      other: 'Controleer het adres: het moet lijken op vera@example.com',
    },
    whatToKnow: 'Wat moeten we weten?',
    use: 'Alleen voor dit antwoord.',
    sendTo: (site) => `Versturen naar ${site}`,
    keepWaiting: 'Hier blijven wachten',
  },

  ending: {
    howDid: (agent) => `Hoe deed ${agent} het?`,
    howDidWe: 'Hoe deden we het?',
    rateConversation: 'Beoordeel dit gesprek',
    notWell: 'Niet goed',
    veryWell: 'Heel goed',
    rateComment: 'Wat kan er beter? (optioneel)',
    sendRating: 'Beoordeling versturen',
    saveAsText: 'Opslaan als tekst',
    askElse: 'Iets anders vragen',
    transcriptFile: 'gesprek',
  },

  menu: {
    end: 'Gesprek beëindigen',
    sound: 'Geluid',
  },

  person: {
    sent: (at) => `Verstuurd ${clockTime(at, 'nl')}`,
    seen: (at) => `Gezien ${clockTime(at, 'nl')}`,
    isWriting: (agent) => `${agent} is aan het typen`,
  },
  preview: {
    from: (agent, site) => `${agent} van ${site}`,
    dismiss: 'Verbergen',
  },
}
