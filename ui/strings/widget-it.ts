import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'
import type { FullStrings } from './widget.ts'

export const widgetIt: FullStrings = {
  language: 'it',
  number: (value) => formatNumber(value, 'it'),
  time: (at) => clockTime(at, 'it'),

  panel: (site) => `Chat con ${site}`,
  chat: 'Chat',
  open: 'Apri la chat',
  openUnread: (count) =>
    `Apri la chat, ${count} ${plural(count, 'it', { one: 'messaggio non letto', other: 'messaggi non letti' })}`,
  close: 'Chiudi la chat',
  back: 'Indietro',
  more: 'Altre opzioni',
  connecting: 'Connessione…',

  usualReply: (ms) => `Di solito rispondiamo in circa ${duration(ms, 'it')}`,
  areHere: (names) => `${joinNames(names, 'it')} ${names.length === 1 ? 'è' : 'sono'} online`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return `Torniamo ${atTime(at)}`
    return days === 1 ? `Torniamo domani ${atTime(at)}` : `Torniamo ${onDay(now, at)} ${atTime(at)}`
  },
  nobodyIn: 'Al momento non c’è nessuno',
  search: 'Cerca una risposta',
  clear: 'Cancella',
  askedMost: 'Domande frequenti',
  answersFound: (count) => `${count} ${plural(count, 'it', { one: 'risposta', other: 'risposte' })}`,
  noAnswerFound: 'Ancora nessuna domanda simile',
  askAssistant: (text) => `Chiedi all’assistente: «${text}»`,
  yourConversation: 'La tua conversazione',
  talkToPerson: 'Parla con una persona',
  writeToPerson: 'Scrivi a una persona',
  about: (ms) => `circa ${duration(ms, 'it')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'risposta oggi'
    return days === 1 ? 'risposta domani' : `risposta ${onDay(now, at)}`
  },

  assistant: 'Assistente',
  automatic: 'automatico',
  fromFaq: 'Automatico, dalle nostre FAQ',
  answering: (names) => `${names.length === 1 ? 'Risponde' : 'Rispondono'} ${joinNames(names, 'it')}`,
  log: 'Messaggi',
  didThisHelp: 'Ti è stato utile?',
  yes: 'Sì',
  no: 'No',
  helped: 'Ci fa piacere.',
  didNotHelp: 'Hai detto che non ti è stato utile.',
  notSure: 'Non ho capito bene cosa intendi.',
  noneOfThese: 'Nessuna di queste',
  offers: {
    'nothing-matched': 'Non ho una risposta. Una persona può aiutarti.',
    'none-of-these': 'Allora non ho una risposta. Una persona può aiutarti.',
    'did-not-help': 'In questo può aiutarti una persona.',
    misses: 'Finora non ho saputo aiutarti. Una persona può farlo.',
    'entry-demands': 'Di questo è meglio parlare con una persona.',
  },
  inOtherWords: 'Chiedi con altre parole',
  notWhatYouNeed: 'Cerchi altro?',

  writeQuestion: 'Scrivi una domanda…',
  addAnything: 'Aggiungi altri dettagli…',
  writeTo: (agent) => `Scrivi ${to(agent)}…`,
  message: 'Messaggio',
  send: 'Invia',
  charactersLeft: (count) =>
    `Ancora ${formatNumber(count, 'it')} ${plural(count, 'it', { one: 'carattere', other: 'caratteri' })}`,
  you: 'Tu',
  onItsWay: 'Invio in corso',
  willBeSent: 'Verrà inviato',
  notSent: 'Non inviato.',
  tryAgain: 'Riprova',
  delete: 'Elimina',
  firstNew: 'Nuovo',
  newMessages: (count) =>
    `${count} ${plural(count, 'it', { one: 'nuovo messaggio', other: 'nuovi messaggi' })}`,
  toTheEnd: 'Vai all’ultimo messaggio',

  askedForPerson: 'Hai chiesto di parlare con una persona',
  needsPerson: 'Ti risponderà una persona',
  stoppedWaiting: 'Hai lasciato la coda. I tuoi messaggi sono ancora qui.',
  thankYouEmail: (email) => `Grazie. Scriveremo a ${email}.`,
  joined: (agent, at) => `${agent} è in chat ${sinceTime(at)}`,
  released: (agent) => `${agent} ha dovuto lasciare la chat. Conservi la tua posizione.`,
  returned: (agent) => `${agent} ha restituito la conversazione all’assistente`,
  closedBy: (agent, at) => `${agent} ha terminato la conversazione ${atTime(at)}`,
  closedByYou: (at) => `Hai terminato la conversazione ${atTime(at)}`,
  closed: (at) => `La conversazione è terminata ${atTime(at)}`,
  reopened: 'La conversazione riprende',

  joiningLine: 'Verifica della posizione in coda…',

  offline: 'Nessuna connessione.',
  offlineText: 'Quello che scrivi resta qui e verrà inviato quando torna.',
  stale: 'Non aggiornata.',
  staleText: 'Potrebbero mancare messaggi recenti. Nuovo tentativo…',
  notKept: 'Questa chat andrà persa se lasci la pagina.',
  refused: 'La chat non è disponibile qui al momento.',

  thankYouRating: (rating) => `Grazie. Hai dato ${rating} su 5.`,

  waiting: {
    place: (position) => `${position}ª`,
    inLine: 'posizione in coda',
    duration: (ms) => duration(ms, 'it'),
    estimatedWait: 'attesa stimata',
    soFar: (promisedMs) => `finora, invece di ${duration(promisedMs, 'it')}`,
    takesLonger: 'Ci vuole più di quanto avevamo detto. Puoi lasciare la tua e-mail.',
    placeSpoken: (position) =>
      position === 1 ? 'Il prossimo turno è il tuo.' : `La tua posizione in coda: ${position}ª.`,
    you: 'Tu',
    leaveEmail: 'Lascia la tua e-mail',
    changeEmail: 'Cambia e-mail',
    stopWaiting: 'Esci dalla coda',
  },

  email: {
    title: 'Ti scriveremo',
    text: 'Alleghiamo tutto quello che hai scritto qui, così non devi ripeterlo.',
    address: 'La tua e-mail',
    problems: {
      empty: 'Scrivi il tuo indirizzo, ad esempio vera@example.com',
      at: 'Manca la @, come in vera@example.com',
      name: 'Manca la parte prima della @',
      ending: 'Manca la parte finale, ad esempio .it',
      other: 'Controlla l’indirizzo: dovrebbe essere come vera@example.com',
    },
    whatToKnow: 'Cosa dobbiamo sapere?',
    use: 'Solo per questa risposta.',
    sendTo: (site) => `Invia ${to(site)}`,
    keepWaiting: 'Resta in coda',
  },

  ending: {
    howDid: (agent) => `Com’è andata con ${agent}?`,
    howDidWe: 'Com’è andata con noi?',
    rateConversation: 'Valuta questa conversazione',
    notWell: 'Non bene',
    veryWell: 'Molto bene',
    rateComment: 'Cosa possiamo migliorare? (facoltativo)',
    sendRating: 'Invia la valutazione',
    saveAsText: 'Salva come testo',
    askElse: 'Fai un’altra domanda',
    transcriptFile: 'conversazione',
  },

  menu: {
    end: 'Termina la conversazione',
    sound: 'Suono',
  },

  person: {
    sent: (at) => `Inviato ${atTime(at)}`,
    seen: (at) => `Visto ${atTime(at)}`,
    isWriting: (agent) => `${agent} sta scrivendo`,
  },
  preview: {
    from: (agent, site) => `${agent} di ${site}`,
    dismiss: 'Nascondi',
  },
}

/** "alle 14:04", "all’1:30". */
function atTime(at: number): string {
  return `${isOne(at) ? 'all’' : 'alle '}${clockTime(at, 'it')}`
}

/** "dalle 14:04", "dall’1:30". */
function sinceTime(at: number): string {
  return `${isOne(at) ? 'dall’' : 'dalle '}${clockTime(at, 'it')}`
}

function isOne(at: number): boolean {
  return new Date(at).getHours() === 1
}

/** "lunedì", "il 12 marzo", "l’8 marzo", "il 1º marzo". */
function onDay(now: number, at: number): string {
  const name = dayName(now, at, 'it')
  if (!/^\d/.test(name)) return name
  if (/^(8|11)(?!\d)/.test(name)) return `l’${name}`
  return `il ${name.replace(/^1(?![\dº°])/, '1º')}`
}

/** "a Ben", "ad Ada". */
function to(name: string): string {
  return `${/^[aàá]/i.test(name) ? 'ad' : 'a'} ${name}`
}
