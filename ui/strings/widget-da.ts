import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'
import type { FullStrings } from './widget.ts'

export const widgetDa: FullStrings = {
  language: 'da',
  number: (value) => formatNumber(value, 'da'),
  time: (at) => clockTime(at, 'da'),

  panel: (site) => `Chat med ${site}`,
  chat: 'Chat',
  open: 'Åbn chatten',
  openUnread: (count) =>
    `Åbn chatten, ${count} ${plural(count, 'da', { one: 'ulæst besked', other: 'ulæste beskeder' })}`,
  close: 'Luk chatten',
  back: 'Tilbage',
  more: 'Mere',
  connecting: 'Forbinder…',

  usualReply: (ms) => `Vi svarer normalt inden for ca. ${duration(ms, 'da')}`,
  areHere: (names) => `${joinNames(names, 'da')} er her`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    const time = `kl. ${clockTime(at, 'da')}`
    if (days <= 0) return `Tilbage ${time}`
    return days === 1 ? `Tilbage i morgen ${time}` : `Tilbage ${dayName(now, at, 'da')} ${time}`
  },
  nobodyIn: 'Der er ingen her lige nu',
  search: 'Søg efter svar',
  clear: 'Ryd',
  askedMost: 'Ofte stillede spørgsmål',
  answersFound: (count) => `${count} svar`,
  noAnswerFound: 'Ingen spørgsmål som dette endnu',
  askAssistant: (text) => `Spørg assistenten: »${text}«`,
  yourConversation: 'Din samtale',
  talkToPerson: 'Tal med et menneske',
  writeToPerson: 'Skriv til os',
  about: (ms) => `ca. ${duration(ms, 'da')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'svar i dag'
    return days === 1 ? 'svar i morgen' : `svar ${dayName(now, at, 'da')}`
  },

  assistant: 'Assistent',
  automatic: 'automatisk',
  fromFaq: 'Automatisk, fra vores FAQ',
  answering: (names) => `${joinNames(names, 'da')} svarer`,
  log: 'Beskeder',
  didThisHelp: 'Hjalp det her?',
  yes: 'Ja',
  no: 'Nej',
  helped: 'Dejligt, at det hjalp.',
  didNotHelp: 'Du svarede, at det ikke hjalp.',
  notSure: 'Jeg er ikke sikker på, hvad du mener.',
  noneOfThese: 'Ingen af disse',
  offers: {
    'nothing-matched': 'Det har jeg ikke noget svar på. Et menneske kan hjælpe dig.',
    'none-of-these': 'Så har jeg ikke noget svar på det. Et menneske kan hjælpe dig.',
    'did-not-help': 'Et menneske kan hjælpe dig med det her.',
    misses: 'Jeg har ikke kunnet hjælpe dig indtil nu. Det kan et menneske.',
    'entry-demands': 'Det er bedst at tale med et menneske om det her.',
  },
  inOtherWords: 'Spørg med andre ord',
  notWhatYouNeed: 'Ikke det rigtige?',

  writeQuestion: 'Skriv et spørgsmål…',
  addAnything: 'Fortæl gerne mere…',
  writeTo: (agent) => `Skriv til ${agent}…`,
  message: 'Besked',
  send: 'Send',
  charactersLeft: (count) => `${formatNumber(count, 'da')} tegn tilbage`,
  you: 'Du',
  onItsWay: 'På vej',
  willBeSent: 'Sendes senere',
  notSent: 'Ikke sendt.',
  tryAgain: 'Prøv igen',
  delete: 'Slet',
  firstNew: 'Nyt',
  newMessages: (count) => `${count} ${plural(count, 'da', { one: 'ny besked', other: 'nye beskeder' })}`,
  toTheEnd: 'Til den seneste besked',

  askedForPerson: 'Du ville tale med et menneske',
  needsPerson: 'Et menneske svarer på det her',
  stoppedWaiting: 'Du venter ikke længere. Dine beskeder er her stadig.',
  thankYouEmail: (email) => `Tak. Vi skriver til ${email}.`,
  joined: (agent, at) => `${agent} kom med i samtalen kl. ${clockTime(at, 'da')}`,
  released: (agent) => `${agent} måtte gå. Du beholder din plads i køen.`,
  returned: (agent) => `${agent} gav samtalen tilbage til assistenten`,
  closedBy: (agent, at) => `${agent} afsluttede samtalen kl. ${clockTime(at, 'da')}`,
  closedByYou: (at) => `Du afsluttede samtalen kl. ${clockTime(at, 'da')}`,
  closed: (at) => `Samtalen blev afsluttet kl. ${clockTime(at, 'da')}`,
  reopened: 'Samtalen er åben igen',

  joiningLine: 'Finder din plads i køen…',

  offline: 'Ingen forbindelse.',
  offlineText: 'Det, du skriver, gemmes og sendes, når den er tilbage.',
  stale: 'Ikke opdateret.',
  staleText: 'Nyere beskeder mangler måske. Prøver igen…',
  notKept: 'Chatten forsvinder, når du forlader siden.',
  refused: 'Chatten er ikke tilgængelig her lige nu.',

  thankYouRating: (rating) => `Tak. Du gav ${rating} ud af 5.`,

  waiting: {
    place: (position) => (position === 1 ? 'Næste' : `Nr. ${position}`),
    inLine: 'i køen',
    duration: (ms) => duration(ms, 'da'),
    estimatedWait: 'anslået ventetid',
    soFar: (promisedMs) => `indtil nu, vi sagde ${duration(promisedMs, 'da')}`,
    takesLonger: 'Det tager længere tid, end vi sagde. Du kan efterlade din e-mailadresse.',
    placeSpoken: (position) =>
      position === 1 ? 'Du er den næste i køen.' : `Du er nummer ${position} i køen.`,
    you: 'Dig',
    leaveEmail: 'Få svar på e-mail',
    changeEmail: 'Ret e-mailadresse',
    stopWaiting: 'Stop med at vente',
  },

  email: {
    title: 'Vi skriver til dig',
    text: 'Alt, du har skrevet her, følger med, så du slipper for at sige det to gange.',
    address: 'Din e-mailadresse',
    problems: {
      empty: 'Skriv din adresse, for eksempel vera@example.com',
      at: 'Der skal være et @, som i vera@example.com',
      name: 'Delen før @ mangler',
      ending: 'Endelsen mangler, for eksempel .dk',
      other: 'Tjek adressen: Den skal se ud som vera@example.com',
    },
    whatToKnow: 'Hvad skal vi vide?',
    use: 'Bruges kun til dette svar.',
    sendTo: (site) => `Send til ${site}`,
    keepWaiting: 'Fortsæt med at vente her',
  },

  ending: {
    howDid: (agent) => `Hvordan var hjælpen fra ${agent}?`,
    howDidWe: 'Hvordan var hjælpen?',
    rateConversation: 'Bedøm samtalen',
    notWell: 'Ikke god',
    veryWell: 'Meget god',
    rateComment: 'Hvad kan vi gøre bedre? (valgfrit)',
    sendRating: 'Send bedømmelse',
    saveAsText: 'Gem som tekst',
    askElse: 'Spørg om noget andet',
    transcriptFile: 'samtale',
  },

  menu: {
    end: 'Afslut samtalen',
    sound: 'Lyd',
  },

  person: {
    sent: (at) => `Sendt ${clockTime(at, 'da')}`,
    seen: (at) => `Set ${clockTime(at, 'da')}`,
    isWriting: (agent) => `${agent} skriver`,
  },
  preview: {
    from: (agent, site) => `${agent} fra ${site}`,
    dismiss: 'Skjul',
  },
}
