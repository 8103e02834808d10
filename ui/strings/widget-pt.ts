import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'
import type { FullStrings } from './widget.ts'

export const widgetPt: FullStrings = {
  language: 'pt',
  number: (value) => formatNumber(value, 'pt'),
  time: (at) => clockTime(at, 'pt'),

  panel: (site) => `Chat com ${site}`,
  chat: 'Chat',
  open: 'Abrir o chat',
  openUnread: (count) =>
    `Abrir o chat, ${count} ${plural(count, 'pt', { one: 'mensagem não lida', other: 'mensagens não lidas' })}`,
  close: 'Fechar o chat',
  back: 'Voltar',
  more: 'Mais opções',
  connecting: 'Um momento…',

  usualReply: (ms) => `Costumamos responder em cerca de ${duration(ms, 'pt')}`,
  areHere: (names) => `${joinNames(names, 'pt')} ${names.length === 1 ? 'está' : 'estão'} online`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return `Voltamos ${atTime(at)}`
    return days === 1 ? `Voltamos amanhã ${atTime(at)}` : `Voltamos ${onDay(now, at)} ${atTime(at)}`
  },
  nobodyIn: 'Não há ninguém neste momento',
  search: 'Procurar uma resposta',
  clear: 'Limpar',
  askedMost: 'Perguntas frequentes',
  answersFound: (count) => `${count} ${plural(count, 'pt', { one: 'resposta', other: 'respostas' })}`,
  noAnswerFound: 'Ainda não há uma pergunta assim',
  askAssistant: (text) => `Perguntar ao assistente: “${text}”`,
  yourConversation: 'A sua conversa',
  talkToPerson: 'Falar com uma pessoa',
  writeToPerson: 'Escrever para uma pessoa',
  about: (ms) => `cerca de ${duration(ms, 'pt')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'resposta hoje'
    return days === 1 ? 'resposta amanhã' : `resposta ${onDay(now, at)}`
  },

  assistant: 'Assistente',
  automatic: 'automático',
  fromFaq: 'Automático, do nosso FAQ',
  answering: (names) => `No atendimento: ${joinNames(names, 'pt')}`,
  log: 'Mensagens',
  didThisHelp: 'Isto ajudou?',
  yes: 'Sim',
  no: 'Não',
  helped: 'Que bom.',
  didNotHelp: 'Você disse que isto não ajudou.',
  notSure: 'Não entendi bem a sua pergunta.',
  noneOfThese: 'Nenhuma destas',
  offers: {
    'nothing-matched': 'Não tenho resposta para isso. Uma pessoa pode ajudar.',
    'none-of-these': 'Então não tenho resposta para isso. Uma pessoa pode ajudar.',
    'did-not-help': 'Uma pessoa pode ajudar com isto.',
    misses: 'Até agora não consegui ajudar. Uma pessoa pode.',
    'entry-demands': 'É melhor falar sobre isto com uma pessoa.',
  },
  inOtherWords: 'Perguntar com outras palavras',
  notWhatYouNeed: 'Não é isso?',

  writeQuestion: 'Escreva uma pergunta…',
  addAnything: 'Escreva mais detalhes…',
  writeTo: (agent) => `Escreva para ${agent}…`,
  message: 'Mensagem',
  send: 'Enviar',
  charactersLeft: (count) => `Caracteres restantes: ${formatNumber(count, 'pt')}`,
  you: 'Você',
  onItsWay: 'A caminho',
  willBeSent: 'Será enviada',
  notSent: 'Não enviada.',
  tryAgain: 'Tentar de novo',
  delete: 'Apagar',
  firstNew: 'Novo',
  newMessages: (count) =>
    `${count} ${plural(count, 'pt', { one: 'nova mensagem', other: 'novas mensagens' })}`,
  toTheEnd: 'Ir para a última mensagem',

  askedForPerson: 'Você pediu para falar com uma pessoa',
  needsPerson: 'Uma pessoa vai responder',
  stoppedWaiting: 'Você saiu da fila. As suas mensagens continuam aqui.',
  thankYouEmail: (email) => `Obrigado. A resposta vai para ${email}.`,
  joined: (agent, at) => `${agent} entrou ${atTime(at)}`,
  released: (agent) => `${agent} teve de sair. O seu lugar na fila está guardado.`,
  returned: (agent) => `${agent} devolveu a conversa ao assistente`,
  closedBy: (agent, at) => `${agent} encerrou a conversa ${atTime(at)}`,
  closedByYou: (at) => `Você encerrou a conversa ${atTime(at)}`,
  closed: (at) => `A conversa foi encerrada ${atTime(at)}`,
  reopened: 'A conversa continua',

  joiningLine: 'À procura do seu lugar na fila…',

  offline: 'Sem conexão.',
  offlineText: 'O que escrever fica guardado e é enviado quando ela voltar.',
  stale: 'Desatualizado.',
  staleText: 'Podem faltar mensagens recentes. Nova tentativa…',
  notKept: 'Este chat desaparece ao sair da página.',
  refused: 'O chat não está disponível aqui neste momento.',

  thankYouRating: (rating) => `Obrigado. A sua nota: ${rating} de 5.`,

  waiting: {
    place: (position) => `${position}º`,
    inLine: 'lugar na fila',
    duration: (ms) => duration(ms, 'pt'),
    estimatedWait: 'espera estimada',
    soFar: (promisedMs) => `até agora, dissemos ${duration(promisedMs, 'pt')}`,
    takesLonger: 'Vai demorar mais do que dissemos. Pode deixar o seu e-mail.',
    placeSpoken: (position) =>
      position === 1 ? 'A sua vez é a próxima.' : `O seu lugar na fila é o ${position}º.`,
    you: 'Você',
    leaveEmail: 'Deixar o meu e-mail',
    changeEmail: 'Mudar o e-mail',
    stopWaiting: 'Sair da fila',
  },

  email: {
    title: 'Respondemos por e-mail',
    text: 'Tudo o que escreveu aqui vai junto, não é preciso repetir.',
    address: 'O seu e-mail',
    problems: {
      empty: 'Escreva o seu endereço, como vera@example.com',
      at: 'Falta o @, como em vera@example.com',
      name: 'Falta a parte antes do @',
      ending: 'Falta o final, como .com',
      other: 'Verifique o endereço: deve ser como vera@example.com',
    },
    whatToKnow: 'O que devemos saber?',
    use: 'Só para esta resposta.',
    sendTo: (site) => `Enviar para ${site}`,
    keepWaiting: 'Continuar na fila',
  },

  ending: {
    howDid: (agent) => `Como foi o atendimento de ${agent}?`,
    howDidWe: 'Como foi o atendimento?',
    rateConversation: 'Avaliar esta conversa',
    notWell: 'Nada bom',
    veryWell: 'Muito bom',
    rateComment: 'O que podemos melhorar? (opcional)',
    sendRating: 'Enviar avaliação',
    saveAsText: 'Salvar como texto',
    askElse: 'Fazer outra pergunta',
    transcriptFile: 'conversa',
  },

  menu: {
    end: 'Encerrar a conversa',
    sound: 'Som',
  },

  person: {
    sent: (at) => `Enviada ${atTime(at)}`,
    seen: (at) => `Vista ${atTime(at)}`,
    isWriting: (agent) => `${agent} está escrevendo`,
  },
  preview: {
    from: (agent, site) => `${agent}, de ${site}`,
    dismiss: 'Ocultar',
  },
}

/** "às 14:04", "à 1:30". */
function atTime(at: number): string {
  return `${new Date(at).getHours() === 1 ? 'à' : 'às'} ${clockTime(at, 'pt')}`
}

/** "na segunda-feira", "no sábado", "em 12 de março". */
function onDay(now: number, at: number): string {
  const name = dayName(now, at, 'pt')
  if (/^\d/.test(name)) return `em ${name}`
  return `${name.endsWith('feira') ? 'na' : 'no'} ${name}`
}
