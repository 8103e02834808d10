import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'
import type { FullStrings } from './widget.ts'

const number = (value: number) => formatNumber(value, 'ru')
const time = (at: number) => clockTime(at, 'ru')

// A name is never declined, and no verb beside it tells a gender.
export const widgetRu: FullStrings = {
  language: 'ru',
  number,
  time,

  panel: (site) => `Чат: ${site}`,
  chat: 'Чат',
  open: 'Открыть чат',
  openUnread: (count) =>
    `Открыть чат, ${number(count)} ${plural(count, 'ru', {
      one: 'непрочитанное сообщение',
      few: 'непрочитанных сообщения',
      many: 'непрочитанных сообщений',
      other: 'непрочитанного сообщения',
    })}`,
  close: 'Закрыть чат',
  back: 'Назад',
  more: 'Ещё',
  connecting: 'Подключаемся…',

  usualReply: (ms) => `Обычно отвечаем примерно за ${duration(ms, 'ru')}`,
  areHere: (names) => `${joinNames(names, 'ru')} на связи`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return `Будем на связи в ${time(at)}`
    return `Будем на связи ${days === 1 ? 'завтра' : onDay(now, at)} в ${time(at)}`
  },
  nobodyIn: 'Сейчас никого нет на связи',
  search: 'Найти ответ',
  clear: 'Очистить',
  askedMost: 'Частые вопросы',
  answersFound: (count) =>
    `${number(count)} ${plural(count, 'ru', {
      one: 'ответ',
      few: 'ответа',
      many: 'ответов',
      other: 'ответа',
    })}`,
  noAnswerFound: 'Такого вопроса пока нет',
  askAssistant: (text) => `Спросить ассистента: «${text}»`,
  yourConversation: 'Ваш диалог',
  talkToPerson: 'Позвать сотрудника',
  writeToPerson: 'Написать сотруднику',
  about: (ms) => `около ${duration(ms, 'ru')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'ответ сегодня'
    return days === 1 ? 'ответ завтра' : `ответ ${onDay(now, at)}`
  },

  assistant: 'Ассистент',
  automatic: 'автоответ',
  fromFaq: 'Автоответы из FAQ',
  answering: (names) => `${names.length === 1 ? 'Отвечает' : 'Отвечают'} ${joinNames(names, 'ru')}`,
  log: 'Сообщения',
  didThisHelp: 'Это помогло?',
  yes: 'Да',
  no: 'Нет',
  helped: 'Рады, что помогло.',
  didNotHelp: 'Вы ответили, что это не помогло.',
  notSure: 'Не совсем понимаю, что вы имеете в виду.',
  noneOfThese: 'Ничего из этого',
  offers: {
    'nothing-matched': 'На это у меня нет ответа. Сотрудник может помочь.',
    'none-of-these': 'Тогда у меня нет ответа на это. Сотрудник может помочь.',
    'did-not-help': 'С этим вам может помочь сотрудник.',
    misses: 'Пока помочь не получилось. Сотрудник сможет.',
    'entry-demands': 'Это лучше обсудить с сотрудником.',
  },
  inOtherWords: 'Спросить другими словами',
  notWhatYouNeed: 'Не то, что нужно?',

  writeQuestion: 'Напишите вопрос…',
  addAnything: 'Добавьте подробности…',
  writeTo: () => 'Ваше сообщение…',
  message: 'Сообщение',
  send: 'Отправить',
  charactersLeft: (count) =>
    plural(count, 'ru', {
      one: `Остался ${number(count)} символ`,
      few: `Осталось ${number(count)} символа`,
      many: `Осталось ${number(count)} символов`,
      other: `Осталось ${number(count)} символа`,
    }),
  you: 'Вы',
  onItsWay: 'Отправляется',
  willBeSent: 'Будет отправлено',
  notSent: 'Не отправлено.',
  tryAgain: 'Повторить',
  delete: 'Удалить',
  firstNew: 'Новые',
  newMessages: (count) =>
    `${number(count)} ${plural(count, 'ru', {
      one: 'новое сообщение',
      few: 'новых сообщения',
      many: 'новых сообщений',
      other: 'нового сообщения',
    })}`,
  toTheEnd: 'К последнему сообщению',

  askedForPerson: 'Вы позвали сотрудника',
  needsPerson: 'На это ответит сотрудник',
  stoppedWaiting: 'Вы вышли из очереди. Ваши сообщения остались здесь.',
  thankYouEmail: (email) => `Спасибо. Мы напишем на ${email}.`,
  joined: (agent, at) => `${agent} в чате с ${time(at)}`,
  released: (agent) => `${agent} больше не в чате. Ваше место в очереди сохранено.`,
  returned: (agent) => `${agent} возвращает вас к ассистенту`,
  closedBy: (agent, at) => `${agent}: диалог завершён в ${time(at)}`,
  closedByYou: (at) => `Вы завершили диалог в ${time(at)}`,
  closed: (at) => `Диалог завершён в ${time(at)}`,
  reopened: 'Диалог снова открыт',

  joiningLine: 'Определяем ваше место в очереди…',

  offline: 'Нет связи.',
  offlineText: 'Всё, что вы напишете, сохранится и отправится, когда связь появится.',
  stale: 'Чат не обновлён.',
  staleText: 'Новых сообщений может быть не видно. Пробуем ещё раз…',
  notKept: 'Этот чат исчезнет, когда вы уйдёте со страницы.',
  refused: 'Сейчас чат здесь недоступен.',

  thankYouRating: (rating) => `Спасибо. Ваша оценка: ${rating} из 5.`,

  waiting: {
    place: (position) => `${position}-е`,
    inLine: 'место в очереди',
    duration: (ms) => duration(ms, 'ru'),
    estimatedWait: 'примерное ожидание',
    soFar: (promisedMs) => `прошло, обещали ${duration(promisedMs, 'ru')}`,
    takesLonger: 'Ждать приходится дольше, чем мы обещали. Вы можете оставить e-mail.',
    placeSpoken: (position) =>
      position === 1 ? 'Ваша очередь следующая.' : `Ваше место в очереди: ${position}-е.`,
    you: 'Вы',
    leaveEmail: 'Оставить e-mail',
    changeEmail: 'Изменить e-mail',
    stopWaiting: 'Выйти из очереди',
  },

  email: {
    title: 'Мы вам напишем',
    text: 'Мы увидим всё, что вы здесь написали. Повторять не придётся.',
    address: 'Ваш e-mail',
    problems: {
      empty: 'Напишите адрес, например vera@example.com',
      at: 'Не хватает знака @, пример: vera@example.com',
      name: 'Не хватает части до знака @',
      ending: 'Не хватает окончания, например .ru',
      other: 'Проверьте адрес: он должен выглядеть как vera@example.com',
    },
    whatToKnow: 'Что нам важно знать?',
    use: 'Только для этого ответа.',
    sendTo: (site) => `Отправить команде ${site}`,
    keepWaiting: 'Ждать здесь',
  },

  ending: {
    howDid: (agent) => `Вам понравилось, как отвечает ${agent}?`,
    howDidWe: 'Вам понравилось, как мы ответили?',
    rateConversation: 'Оцените этот диалог',
    notWell: 'Совсем нет',
    veryWell: 'Очень',
    rateComment: 'Что нам улучшить? (необязательно)',
    sendRating: 'Отправить оценку',
    saveAsText: 'Сохранить как текст',
    askElse: 'Задать другой вопрос',
    transcriptFile: 'dialog',
  },

  menu: {
    end: 'Завершить диалог',
    sound: 'Звук',
  },

  person: {
    sent: (at) => `Отправлено в ${time(at)}`,
    seen: (at) => `Прочитано в ${time(at)}`,
    isWriting: (agent) => `${agent} печатает`,
  },
  preview: {
    from: (agent, site) => `${agent}, ${site}`,
    dismiss: 'Скрыть',
  },
}

/** "в среду", "во вторник", "12 марта". */
function onDay(now: number, at: number): string {
  const day = dayName(now, at, 'ru')
  if (/^\d/.test(day)) return day
  return `${day === 'вторник' ? 'во' : 'в'} ${day.replace(/а$/, 'у')}`
}
