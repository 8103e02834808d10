import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'
import type { FullStrings } from './widget.ts'

export const widgetDe: FullStrings = {
  language: 'de',
  number: (value) => formatNumber(value, 'de'),
  time: (at) => clockTime(at, 'de'),

  panel: (site) => `Chat mit ${site}`,
  chat: 'Chat',
  open: 'Chat öffnen',
  openUnread: (count) =>
    `Chat öffnen, ${count} ungelesene ${plural(count, 'de', { one: 'Nachricht', other: 'Nachrichten' })}`,
  close: 'Chat schließen',
  back: 'Zurück',
  more: 'Mehr',
  connecting: 'Verbindung wird hergestellt …',

  usualReply: (ms) => `Wir antworten meist in etwa ${duration(ms, 'de')}`,
  areHere: (names) => `${joinNames(names, 'de')} ${names.length === 1 ? 'ist' : 'sind'} da`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    const time = `um ${clockTime(at, 'de')} Uhr`
    if (days <= 0) return `Wieder da ${time}`
    return days === 1 ? `Wieder da morgen ${time}` : `Wieder da am ${dayName(now, at, 'de')} ${time}`
  },
  nobodyIn: 'Gerade ist niemand da',
  search: 'Antwort suchen',
  clear: 'Leeren',
  askedMost: 'Oft gefragt',
  answersFound: (count) => `${count} ${plural(count, 'de', { one: 'Antwort', other: 'Antworten' })}`,
  noAnswerFound: 'Noch keine solche Frage',
  askAssistant: (text) => `Den Assistenten fragen: „${text}“`,
  yourConversation: 'Ihr Gespräch',
  talkToPerson: 'Mit einem Menschen sprechen',
  writeToPerson: 'Jemandem schreiben',
  about: (ms) => `etwa ${duration(ms, 'de')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'Antwort heute'
    return days === 1 ? 'Antwort morgen' : `Antwort am ${dayName(now, at, 'de')}`
  },

  assistant: 'Assistent',
  automatic: 'automatisch',
  fromFaq: 'Automatisch, aus den FAQ',
  answering: (names) => `${joinNames(names, 'de')} ${names.length === 1 ? 'antwortet' : 'antworten'}`,
  log: 'Nachrichten',
  didThisHelp: 'Hat das geholfen?',
  yes: 'Ja',
  no: 'Nein',
  helped: 'Das freut uns.',
  didNotHelp: 'Sie sagten, das hat nicht geholfen.',
  notSure: 'Ich bin nicht sicher, was Sie meinen.',
  noneOfThese: 'Nichts davon',
  offers: {
    'nothing-matched': 'Darauf habe ich keine Antwort. Ein Mensch kann helfen.',
    'none-of-these': 'Dann habe ich darauf keine Antwort. Ein Mensch kann helfen.',
    'did-not-help': 'Ein Mensch kann Ihnen dabei helfen.',
    misses: 'Bisher konnte ich nicht helfen. Ein Mensch kann es.',
    'entry-demands': 'Das besprechen Sie am besten mit einem Menschen.',
  },
  inOtherWords: 'Anders formulieren',
  notWhatYouNeed: 'Passt nicht?',

  writeQuestion: 'Frage schreiben …',
  addAnything: 'Ergänzen, was hilft …',
  writeTo: (agent) => `An ${agent} schreiben …`,
  message: 'Nachricht',
  send: 'Senden',
  charactersLeft: (count) => `noch ${formatNumber(count, 'de')} Zeichen`,
  you: 'Sie',
  onItsWay: 'Unterwegs',
  willBeSent: 'Wird gesendet',
  notSent: 'Nicht gesendet.',
  tryAgain: 'Erneut versuchen',
  delete: 'Löschen',
  firstNew: 'Neu',
  newMessages: (count) =>
    `${count} ${plural(count, 'de', { one: 'neue Nachricht', other: 'neue Nachrichten' })}`,
  toTheEnd: 'Zur letzten Nachricht',

  askedForPerson: 'Sie möchten mit einem Menschen sprechen',
  needsPerson: 'Das beantwortet ein Mensch',
  stoppedWaiting: 'Sie warten nicht mehr. Ihre Nachrichten sind noch da.',
  thankYouEmail: (email) => `Danke. Wir schreiben an ${email}.`,
  joined: (agent, at) => `${agent} ist seit ${clockTime(at, 'de')} da`,
  released: (agent) => `${agent} musste gehen. Sie behalten Ihren Platz.`,
  returned: (agent) => `${agent} hat an den Assistenten zurückgegeben`,
  closedBy: (agent, at) => `${agent} hat das Gespräch um ${clockTime(at, 'de')} beendet`,
  closedByYou: (at) => `Sie haben das Gespräch um ${clockTime(at, 'de')} beendet`,
  closed: (at) => `Das Gespräch wurde um ${clockTime(at, 'de')} beendet`,
  reopened: 'Das Gespräch geht weiter',

  joiningLine: 'Ihr Platz wird bestimmt …',

  offline: 'Keine Verbindung.',
  offlineText: 'Was Sie schreiben, bleibt hier und wird gesendet, sobald sie wieder da ist.',
  stale: 'Nicht aktuell.',
  staleText: 'Neuere Nachrichten fehlen vielleicht. Neuer Versuch …',
  notKept: 'Dieser Chat ist weg, sobald Sie die Seite verlassen.',
  refused: 'Der Chat ist hier gerade nicht verfügbar.',

  thankYouRating: (rating) => `Danke. Sie gaben ${rating} von 5.`,

  waiting: {
    place: (position) => (position === 1 ? 'Nächste' : `${position}.`),
    inLine: 'in der Reihe',
    duration: (ms) => duration(ms, 'de'),
    estimatedWait: 'geschätzte Wartezeit',
    soFar: (promisedMs) => `bisher, gesagt waren ${duration(promisedMs, 'de')}`,
    takesLonger: 'Es dauert länger als gesagt. Sie können Ihre E-Mail-Adresse dalassen.',
    placeSpoken: (position) =>
      position === 1 ? 'Sie sind als Nächstes dran.' : `Sie sind an ${position}. Stelle.`,
    you: 'Sie',
    leaveEmail: 'Lieber E-Mail dalassen',
    changeEmail: 'E-Mail ändern',
    stopWaiting: 'Nicht mehr warten',
  },

  email: {
    title: 'Wir schreiben Ihnen',
    text: 'Alles, was Sie hier geschrieben haben, kommt mit. Sie müssen nichts zweimal sagen.',
    address: 'Ihre E-Mail',
    problems: {
      empty: 'Bitte die Adresse schreiben, etwa vera@example.com',
      at: 'Das @ fehlt, wie in vera@example.com',
      name: 'Der Teil vor dem @ fehlt',
      ending: 'Die Endung fehlt, etwa .de',
      other: 'Bitte prüfen: Die Adresse sieht so aus: vera@example.com',
    },
    whatToKnow: 'Was sollen wir wissen?',
    use: 'Nur für diese Antwort.',
    sendTo: (site) => `An ${site} senden`,
    keepWaiting: 'Hier weiter warten',
  },

  ending: {
    howDid: (agent) => `Wie war es mit ${agent}?`,
    howDidWe: 'Wie waren wir?',
    rateConversation: 'Dieses Gespräch bewerten',
    notWell: 'Nicht gut',
    veryWell: 'Sehr gut',
    rateComment: 'Was können wir besser machen? (freiwillig)',
    sendRating: 'Bewertung senden',
    saveAsText: 'Als Text sichern',
    askElse: 'Etwas anderes fragen',
    transcriptFile: 'gespraech',
  },

  menu: {
    end: 'Gespräch beenden',
    sound: 'Ton',
  },

  person: {
    sent: (at) => `Gesendet ${clockTime(at, 'de')}`,
    seen: (at) => `Gesehen ${clockTime(at, 'de')}`,
    isWriting: (agent) => `${agent} schreibt`,
  },
  preview: {
    from: (agent, site) => `${agent} von ${site}`,
    dismiss: 'Ausblenden',
  },
}
