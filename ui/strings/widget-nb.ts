import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'
import type { FullStrings } from './widget.ts'

export const widgetNb: FullStrings = {
  language: 'nb',
  number: (value) => formatNumber(value, 'nb'),
  time: (at) => clockTime(at, 'nb'),

  panel: (site) => `Chat med ${site}`,
  chat: 'Chat',
  open: 'Åpne chatten',
  openUnread: (count) =>
    `Åpne chatten, ${count} ${plural(count, 'nb', { one: 'ulest melding', other: 'uleste meldinger' })}`,
  close: 'Lukk chatten',
  back: 'Tilbake',
  more: 'Mer',
  connecting: 'Kobler til…',

  usualReply: (ms) => `Vi svarer vanligvis innen ca. ${duration(ms, 'nb')}`,
  areHere: (names) => `${joinNames(names, 'nb')} er på plass`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    const time = `kl. ${clockTime(at, 'nb')}`
    if (days <= 0) return `Tilbake ${time}`
    return days === 1 ? `Tilbake i morgen ${time}` : `Tilbake ${dayName(now, at, 'nb')} ${time}`
  },
  nobodyIn: 'Ingen er på plass akkurat nå',
  search: 'Søk etter svar',
  clear: 'Tøm',
  askedMost: 'Vanlige spørsmål',
  answersFound: (count) => `${count} svar`,
  noAnswerFound: 'Ingen slike spørsmål ennå',
  askAssistant: (text) => `Spør assistenten: «${text}»`,
  yourConversation: 'Samtalen din',
  talkToPerson: 'Snakk med et menneske',
  writeToPerson: 'Skriv til oss',
  about: (ms) => `ca. ${duration(ms, 'nb')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'svar i dag'
    return days === 1 ? 'svar i morgen' : `svar ${dayName(now, at, 'nb')}`
  },

  assistant: 'Assistent',
  automatic: 'automatisk',
  fromFaq: 'Automatisk, fra vår FAQ',
  answering: (names) => `${joinNames(names, 'nb')} svarer`,
  log: 'Meldinger',
  didThisHelp: 'Hjalp dette?',
  yes: 'Ja',
  no: 'Nei',
  helped: 'Så bra at det hjalp.',
  didNotHelp: 'Du svarte at det ikke hjalp.',
  notSure: 'Jeg er ikke sikker på hva du mener.',
  noneOfThese: 'Ingen av disse',
  offers: {
    'nothing-matched': 'Det har jeg ikke noe svar på. Et menneske kan hjelpe deg.',
    'none-of-these': 'Da har jeg ikke noe svar på det. Et menneske kan hjelpe deg.',
    'did-not-help': 'Et menneske kan hjelpe deg med dette.',
    misses: 'Jeg har ikke klart å hjelpe deg så langt. Det kan et menneske.',
    'entry-demands': 'Dette bør du snakke med et menneske om.',
  },
  inOtherWords: 'Spør med andre ord',
  notWhatYouNeed: 'Fant du det ikke?',

  writeQuestion: 'Skriv et spørsmål…',
  addAnything: 'Fortell gjerne mer…',
  writeTo: (agent) => `Skriv til ${agent}…`,
  message: 'Melding',
  send: 'Send',
  charactersLeft: (count) => `${formatNumber(count, 'nb')} tegn igjen`,
  you: 'Du',
  onItsWay: 'På vei',
  willBeSent: 'Sendes senere',
  notSent: 'Ikke sendt.',
  tryAgain: 'Prøv igjen',
  delete: 'Slett',
  firstNew: 'Nytt',
  newMessages: (count) => `${count} ${plural(count, 'nb', { one: 'ny melding', other: 'nye meldinger' })}`,
  toTheEnd: 'Til siste melding',

  askedForPerson: 'Du ville snakke med et menneske',
  needsPerson: 'Et menneske svarer på dette',
  stoppedWaiting: 'Du venter ikke lenger. Meldingene dine er fortsatt her.',
  thankYouEmail: (email) => `Takk. Vi skriver til ${email}.`,
  joined: (agent, at) => `${agent} ble med i samtalen kl. ${clockTime(at, 'nb')}`,
  released: (agent) => `${agent} måtte gå. Du beholder plassen din i køen.`,
  returned: (agent) => `${agent} ga samtalen tilbake til assistenten`,
  closedBy: (agent, at) => `${agent} avsluttet samtalen kl. ${clockTime(at, 'nb')}`,
  closedByYou: (at) => `Du avsluttet samtalen kl. ${clockTime(at, 'nb')}`,
  closed: (at) => `Samtalen ble avsluttet kl. ${clockTime(at, 'nb')}`,
  reopened: 'Samtalen er åpen igjen',

  joiningLine: 'Finner plassen din i køen…',

  offline: 'Ingen forbindelse.',
  offlineText: 'Det du skriver, lagres og sendes når den er tilbake.',
  stale: 'Ikke oppdatert.',
  staleText: 'Nyere meldinger kan mangle. Prøver igjen…',
  notKept: 'Chatten forsvinner når du forlater siden.',
  refused: 'Chatten er ikke tilgjengelig her akkurat nå.',

  thankYouRating: (rating) => `Takk. Du ga ${rating} av 5.`,

  waiting: {
    place: (position) => (position === 1 ? 'Neste' : `Nr. ${position}`),
    inLine: 'i køen',
    duration: (ms) => duration(ms, 'nb'),
    estimatedWait: 'anslått ventetid',
    soFar: (promisedMs) => `så langt, vi sa ${duration(promisedMs, 'nb')}`,
    takesLonger: 'Det tar lengre tid enn vi sa. Du kan legge igjen e-postadressen din.',
    placeSpoken: (position) => (position === 1 ? 'Du er neste i køen.' : `Du er nummer ${position} i køen.`),
    you: 'Du',
    leaveEmail: 'Få svar på e-post',
    changeEmail: 'Endre e-postadresse',
    stopWaiting: 'Slutt å vente',
  },

  email: {
    title: 'Vi skriver til deg',
    text: 'Alt du har skrevet her, følger med, så du slipper å si det to ganger.',
    address: 'E-postadressen din',
    problems: {
      empty: 'Skriv adressen din, for eksempel vera@example.com',
      at: 'Det skal være en @, som i vera@example.com',
      name: 'Delen før @ mangler',
      ending: 'Slutten mangler, for eksempel .no',
      other: 'Sjekk adressen: Den skal se ut som vera@example.com',
    },
    whatToKnow: 'Hva bør vi vite?',
    use: 'Brukes bare til dette svaret.',
    sendTo: (site) => `Send til ${site}`,
    keepWaiting: 'Fortsett å vente her',
  },

  ending: {
    howDid: (agent) => `Hvordan var hjelpen fra ${agent}?`,
    howDidWe: 'Hvordan var hjelpen?',
    rateConversation: 'Vurder samtalen',
    notWell: 'Ikke bra',
    veryWell: 'Veldig bra',
    rateComment: 'Hva kan vi gjøre bedre? (valgfritt)',
    sendRating: 'Send vurdering',
    saveAsText: 'Lagre som tekst',
    askElse: 'Spør om noe annet',
    transcriptFile: 'samtale',
  },

  menu: {
    end: 'Avslutt samtalen',
    sound: 'Lyd',
  },

  person: {
    sent: (at) => `Sendt ${clockTime(at, 'nb')}`,
    seen: (at) => `Sett ${clockTime(at, 'nb')}`,
    isWriting: (agent) => `${agent} skriver`,
  },
  preview: {
    from: (agent, site) => `${agent} fra ${site}`,
    dismiss: 'Skjul',
  },
}
