import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'
import type { FullStrings } from './widget.ts'

export const widgetEs: FullStrings = {
  language: 'es',
  number: (value) => formatNumber(value, 'es'),
  time: (at) => clockTime(at, 'es'),

  panel: (site) => `Chat con ${site}`,
  chat: 'Chat',
  open: 'Abrir el chat',
  openUnread: (count) =>
    `Abrir el chat, ${count} ${plural(count, 'es', { one: 'mensaje sin leer', other: 'mensajes sin leer' })}`,
  close: 'Cerrar el chat',
  back: 'Volver',
  more: 'Más opciones',
  connecting: 'Conectando…',

  usualReply: (ms) => `Solemos responder en ${duration(ms, 'es')} aprox.`,
  areHere: (names) => `${joinNames(names, 'es')} ${names.length === 1 ? 'está' : 'están'} en línea`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return `Volvemos ${atTime(at)}`
    return days === 1
      ? `Volvemos mañana ${atTime(at)}`
      : `Volvemos el ${dayName(now, at, 'es')} ${atTime(at)}`
  },
  nobodyIn: 'En este momento no hay nadie',
  search: 'Buscar una respuesta',
  clear: 'Borrar',
  askedMost: 'Preguntas frecuentes',
  answersFound: (count) => `${count} ${plural(count, 'es', { one: 'respuesta', other: 'respuestas' })}`,
  noAnswerFound: 'Todavía no hay una pregunta así',
  askAssistant: (text) => `Preguntar al asistente: “${text}”`,
  yourConversation: 'Su conversación',
  talkToPerson: 'Hablar con una persona',
  writeToPerson: 'Escribir a una persona',
  about: (ms) => `${duration(ms, 'es')} aprox.`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'respuesta hoy'
    return days === 1 ? 'respuesta mañana' : `respuesta el ${dayName(now, at, 'es')}`
  },

  assistant: 'Asistente',
  automatic: 'automático',
  fromFaq: 'Automático, según las FAQ',
  answering: (names) => `${names.length === 1 ? 'Atiende' : 'Atienden'} ${joinNames(names, 'es')}`,
  log: 'Mensajes',
  didThisHelp: '¿Le fue útil?',
  yes: 'Sí',
  no: 'No',
  helped: 'Nos alegra.',
  didNotHelp: 'Indicó que no le fue útil.',
  notSure: 'No sé bien a qué se refiere.',
  noneOfThese: 'Ninguna de estas',
  offers: {
    'nothing-matched': 'No tengo respuesta para eso. Una persona puede ayudarle.',
    'none-of-these': 'Entonces no tengo respuesta para eso. Una persona puede ayudarle.',
    'did-not-help': 'Una persona puede ayudarle con esto.',
    misses: 'Sigo sin poder ayudarle. Una persona sí puede.',
    'entry-demands': 'Esto es mejor hablarlo con una persona.',
  },
  inOtherWords: 'Preguntar con otras palabras',
  notWhatYouNeed: '¿No es eso?',

  writeQuestion: 'Escriba una pregunta…',
  addAnything: 'Escriba más detalles…',
  writeTo: (agent) => `Escriba a ${agent}…`,
  message: 'Mensaje',
  send: 'Enviar',
  charactersLeft: (count) =>
    plural(count, 'es', {
      one: `Queda ${formatNumber(count, 'es')} carácter`,
      other: `Quedan ${formatNumber(count, 'es')} caracteres`,
    }),
  you: 'Usted',
  onItsWay: 'Enviando',
  willBeSent: 'Se enviará',
  notSent: 'No enviado.',
  tryAgain: 'Reintentar',
  delete: 'Eliminar',
  firstNew: 'Nuevo',
  newMessages: (count) =>
    `${count} ${plural(count, 'es', { one: 'mensaje nuevo', other: 'mensajes nuevos' })}`,
  toTheEnd: 'Ir al último mensaje',

  askedForPerson: 'Pidió hablar con una persona',
  needsPerson: 'Le responderá una persona',
  stoppedWaiting: 'Usted salió de la fila. Sus mensajes siguen aquí.',
  thankYouEmail: (email) => `Gracias. Escribiremos a ${email}.`,
  joined: (agent, at) => `${agent} se unió ${atTime(at)}`,
  released: (agent) => `${agent} tuvo que irse. Usted conserva su lugar.`,
  returned: (agent) => `${agent} devolvió la conversación al asistente`,
  closedBy: (agent, at) => `${agent} finalizó la conversación ${atTime(at)}`,
  closedByYou: (at) => `Usted finalizó la conversación ${atTime(at)}`,
  closed: (at) => `La conversación finalizó ${atTime(at)}`,
  reopened: 'La conversación continúa',

  joiningLine: 'Buscando su lugar en la fila…',

  offline: 'Sin conexión.',
  offlineText: 'Lo que escriba se guarda y se enviará al recuperarla.',
  stale: 'No está al día.',
  staleText: 'Pueden faltar mensajes recientes. Reintentando…',
  notKept: 'Este chat se perderá al salir de la página.',
  refused: 'El chat no está disponible aquí en este momento.',

  thankYouRating: (rating) => `Gracias. Su valoración: ${rating} de 5.`,

  waiting: {
    place: (position) => (position === 1 ? 'Siguiente' : `${position}.º`),
    inLine: 'en la fila',
    duration: (ms) => duration(ms, 'es'),
    estimatedWait: 'espera estimada',
    soFar: (promisedMs) => `hasta ahora, dijimos ${duration(promisedMs, 'es')}`,
    takesLonger: 'Está tardando más de lo que dijimos. Puede dejar su correo.',
    placeSpoken: (position) =>
      position === 1 ? 'El siguiente turno es el suyo.' : `Su lugar en la fila es el ${position}.º.`,
    you: 'Usted',
    leaveEmail: 'Dejar mi correo',
    changeEmail: 'Cambiar el correo',
    stopWaiting: 'Salir de la fila',
  },

  email: {
    title: 'Le escribiremos',
    text: 'Incluimos todo lo que escribió aquí, así no tiene que repetirlo.',
    address: 'Su correo electrónico',
    problems: {
      empty: 'Escriba su dirección, por ejemplo vera@example.com',
      at: 'Falta la @, como en vera@example.com',
      name: 'Falta la parte anterior a la @',
      ending: 'Falta el final, por ejemplo .com',
      other: 'Revise la dirección: debería ser como vera@example.com',
    },
    whatToKnow: '¿Qué debemos saber?',
    use: 'Solo para esta respuesta.',
    sendTo: (site) => `Enviar a ${site}`,
    keepWaiting: 'Seguir en la fila',
  },

  ending: {
    howDid: (agent) => `¿Cómo fue la atención de ${agent}?`,
    howDidWe: '¿Cómo fue la atención?',
    rateConversation: 'Valorar esta conversación',
    notWell: 'Mala',
    veryWell: 'Muy buena',
    rateComment: '¿Qué podemos mejorar? (opcional)',
    sendRating: 'Enviar valoración',
    saveAsText: 'Guardar como texto',
    askElse: 'Hacer otra pregunta',
    transcriptFile: 'conversacion',
  },

  menu: {
    end: 'Finalizar la conversación',
    sound: 'Sonido',
  },

  person: {
    sent: (at) => `Enviado ${atTime(at)}`,
    seen: (at) => `Visto ${atTime(at)}`,
    isWriting: (agent) => `${agent} está escribiendo`,
  },
  preview: {
    from: (agent, site) => `${agent} de ${site}`,
    dismiss: 'Ocultar',
  },
}

/** "a las 14:04", "a la 1:30". */
function atTime(at: number): string {
  return `${new Date(at).getHours() === 1 ? 'a la' : 'a las'} ${clockTime(at, 'es')}`
}
