import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'
import type { FullStrings } from './widget.ts'

const time = (at: number) => clockTime(at, 'fr')

export const widgetFr: FullStrings = {
  language: 'fr',
  number: (value) => formatNumber(value, 'fr'),
  time,

  panel: (site) => `Chat avec ${site}`,
  chat: 'Chat',
  open: 'Ouvrir le chat',
  openUnread: (count) =>
    `Ouvrir le chat, ${count} ${plural(count, 'fr', { one: 'message non lu', other: 'messages non lus' })}`,
  close: 'Fermer le chat',
  back: 'Retour',
  more: 'Plus d’options',
  connecting: 'Connexion…',

  usualReply: (ms) => `En général, réponse en ${duration(ms, 'fr')} environ`,
  areHere: (names) => `${joinNames(names, 'fr')} ${names.length === 1 ? 'est là' : 'sont là'}`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return `De retour à ${time(at)}`
    return days === 1 ? `De retour demain à ${time(at)}` : `De retour ${onDay(now, at)} à ${time(at)}`
  },
  nobodyIn: 'Personne n’est là pour le moment',
  search: 'Chercher une réponse',
  clear: 'Effacer',
  askedMost: 'Questions fréquentes',
  answersFound: (count) => `${count} ${plural(count, 'fr', { one: 'réponse', other: 'réponses' })}`,
  noAnswerFound: 'Pas encore de question de ce genre',
  askAssistant: (text) => `Demander à l’assistant\u00a0: «\u202f${text}\u202f»`,
  yourConversation: 'Votre conversation',
  talkToPerson: 'Parler à quelqu’un',
  writeToPerson: 'Écrire à quelqu’un',
  about: (ms) => `environ ${duration(ms, 'fr')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'réponse aujourd’hui'
    return days === 1 ? 'réponse demain' : `réponse ${onDay(now, at)}`
  },

  assistant: 'Assistant',
  automatic: 'automatique',
  fromFaq: 'Automatique, d’après la FAQ',
  answering: (names) => `${joinNames(names, 'fr')} ${names.length === 1 ? 'répond' : 'répondent'}`,
  log: 'Messages',
  didThisHelp: 'Réponse utile\u202f?',
  yes: 'Oui',
  no: 'Non',
  helped: 'Tant mieux.',
  didNotHelp: 'Vous avez dit que ce n’était pas utile.',
  notSure: 'Je ne vois pas bien ce que vous voulez dire.',
  noneOfThese: 'Aucune de ces questions',
  offers: {
    'nothing-matched': 'Je n’ai pas de réponse à cela. Quelqu’un peut vous aider.',
    'none-of-these': 'Alors je n’ai pas de réponse à cela. Quelqu’un peut vous aider.',
    'did-not-help': 'Quelqu’un peut vous aider sur ce point.',
    misses: 'Je n’ai pas su vous aider jusqu’ici. Quelqu’un le pourra.',
    'entry-demands': 'Mieux vaut en parler avec quelqu’un.',
  },
  inOtherWords: 'Poser la question autrement',
  notWhatYouNeed: 'Ce n’est pas ça\u202f?',

  writeQuestion: 'Écrivez une question…',
  addAnything: 'Ajoutez un détail utile…',
  writeTo: (agent) => `Écrivez à ${agent}…`,
  message: 'Message',
  send: 'Envoyer',
  charactersLeft: (count) =>
    `Encore ${formatNumber(count, 'fr')} ${plural(count, 'fr', { one: 'caractère', other: 'caractères' })}`,
  you: 'Vous',
  onItsWay: 'Envoi en cours',
  willBeSent: 'Sera envoyé',
  notSent: 'Non envoyé.',
  tryAgain: 'Réessayer',
  delete: 'Supprimer',
  firstNew: 'Nouveau',
  newMessages: (count) =>
    `${count} ${plural(count, 'fr', { one: 'nouveau message', other: 'nouveaux messages' })}`,
  toTheEnd: 'Aller au dernier message',

  askedForPerson: 'Vous avez demandé à parler à quelqu’un',
  needsPerson: 'Quelqu’un va vous répondre',
  stoppedWaiting: 'Vous avez quitté la file. Vos messages sont toujours là.',
  thankYouEmail: (email) => `Merci. Nous écrirons à ${email}.`,
  joined: (agent, at) => `${agent} est là depuis ${time(at)}`,
  released: (agent) => `${agent} a dû partir. Vous gardez votre place.`,
  returned: (agent) => `${agent} a rendu la main à l’assistant`,
  closedBy: (agent, at) => `${agent} a terminé la conversation à ${time(at)}`,
  closedByYou: (at) => `Vous avez terminé la conversation à ${time(at)}`,
  closed: (at) => `La conversation s’est terminée à ${time(at)}`,
  reopened: 'La conversation reprend',

  joiningLine: 'Recherche de votre place dans la file…',

  offline: 'Pas de connexion.',
  offlineText: 'Ce que vous écrivez est gardé et sera envoyé à son retour.',
  stale: 'Pas à jour.',
  staleText: 'Des messages récents manquent peut-être. Nouvel essai…',
  notKept: 'Ce chat disparaîtra quand vous quitterez la page.',
  refused: 'Le chat n’est pas disponible ici pour le moment.',

  thankYouRating: (rating) => `Merci. Votre note\u00a0: ${rating} sur 5.`,

  waiting: {
    place: ordinal,
    inLine: 'place dans la file',
    duration: (ms) => duration(ms, 'fr'),
    estimatedWait: 'attente estimée',
    soFar: (promisedMs) => `déjà, au lieu de ${duration(promisedMs, 'fr')}`,
    takesLonger: 'C’est plus long qu’annoncé. Vous pouvez laisser votre e-mail.',
    placeSpoken: (position) =>
      position === 1
        ? 'Vous êtes en tête de la file.'
        : `Vous êtes à la ${ordinal(position)} place dans la file.`,
    you: 'Vous',
    leaveEmail: 'Laisser votre e-mail',
    changeEmail: 'Changer l’e-mail',
    stopWaiting: 'Quitter la file',
  },

  email: {
    title: 'Nous vous écrirons',
    text: 'Tout ce que vous avez écrit ici est transmis, vous n’aurez pas à le redire.',
    address: 'Votre e-mail',
    problems: {
      empty: 'Indiquez votre adresse, par exemple vera@example.com',
      at: 'Il manque le @, comme dans vera@example.com',
      name: 'Il manque la partie avant le @',
      ending: 'Il manque la fin, par exemple .fr',
      other: 'Vérifiez l’adresse\u00a0: elle devrait ressembler à vera@example.com',
    },
    whatToKnow: 'Que devons-nous savoir\u202f?',
    use: 'Utilisé uniquement pour cette réponse.',
    sendTo: (site) => `Envoyer à ${site}`,
    keepWaiting: 'Rester dans la file',
  },

  ending: {
    howDid: (agent) => `Comment s’est passé l’échange avec ${agent}\u202f?`,
    howDidWe: 'Comment s’est passé l’échange\u202f?',
    rateConversation: 'Noter cette conversation',
    notWell: 'Pas bien',
    veryWell: 'Très bien',
    rateComment: 'Que pouvons-nous améliorer\u202f? (facultatif)',
    sendRating: 'Envoyer la note',
    saveAsText: 'Enregistrer en texte',
    askElse: 'Poser une autre question',
    transcriptFile: 'conversation',
  },

  menu: {
    end: 'Terminer la conversation',
    sound: 'Son',
  },

  person: {
    sent: (at) => `Envoyé à ${time(at)}`,
    seen: (at) => `Vu à ${time(at)}`,
    isWriting: (agent) => `${agent} écrit`,
  },
  preview: {
    from: (agent, site) => `${agent} de chez ${site}`,
    dismiss: 'Masquer',
  },
}

/** "lundi", "le 12 mars", "le 1er mars". */
function onDay(now: number, at: number): string {
  const name = dayName(now, at, 'fr')
  return /^\d/.test(name) ? `le ${name.replace(/^1(?!\d|er)/, '1er')}` : name
}

/** "1re", "2e": of the place, which is feminine. */
function ordinal(position: number): string {
  return position === 1 ? '1re' : `${position}e`
}
