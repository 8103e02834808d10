import type { ConsoleStrings } from './console-en.ts'

const plural = new Intl.PluralRules('ru')

interface Forms {
  one: string
  few: string
  many: string
}

/** 1, 21, 31 take the first form, 2 to 4 and 22 to 24 the second, all others the third. */
function form(n: number, { one, few, many }: Forms): string {
  const rule = plural.select(n)
  return rule === 'one' ? one : rule === 'few' ? few : many
}

/** The number and its word stay on one line. */
const count = (n: number, forms: Forms) => `${n}\u00a0${form(n, forms)}`

const tries = { one: 'попытка', few: 'попытки', many: 'попыток' }
const answers = { one: 'ответ', few: 'ответа', many: 'ответов' }
const people = { one: 'человек', few: 'человека', many: 'человек' }
const news = { one: 'новое', few: 'новых', many: 'новых' }
const tooManySigns = { one: 'лишний символ', few: 'лишних символа', many: 'лишних символов' }
const dayForms = { one: 'день', few: 'дня', many: 'дней' }

// A name is never declined, and no verb beside it tells a gender.
export const consoleRu: ConsoleStrings = {
  signInTitle: (site) => `Вход для сотрудников: ${site}`,
  signInTitlePlain: 'Вход для сотрудников',
  email: 'E-mail',
  password: 'Пароль',
  signIn: 'Войти',
  wrongPassword: (triesLeft) =>
    triesLeft === undefined
      ? 'Неверный e-mail или пароль.'
      : `Неверный e-mail или пароль. Ещё ${count(triesLeft, tries)}.`,
  tooManyTries: (minutes) => `Слишком много попыток. Повторите через ${minutes} мин.`,
  unreachable: 'Сервер не отвечает. Попробуйте ещё раз.',
  forgotPassword: 'Забыли пароль? Новый может выдать тот, кто управляет сервером.',
  noAccountYet: 'Аккаунта ещё нет? При запуске сервер вывел в терминал одноразовую ссылку.',
  signedOutByDesk: 'Сеанс завершён. Войдите снова. Всё, что вы написали, сохранено.',

  setupTitle: 'Создание аккаунта владельца',
  setupFoot: 'Ссылка действует один раз. Аккаунты другим сотрудникам выдаёте вы.',
  yourName: 'Ваше имя',
  nameHint: 'Его видят посетители, когда вы отвечаете.',
  passwordRule: 'Не менее 10 символов.',
  makeAccount: 'Создать аккаунт',
  setupClosed: 'Эта ссылка уже использована. Войдите в созданный аккаунт.',
  setupRefused: 'Сервер не принял эти данные. Проверьте их и попробуйте ещё раз.',
  toSignIn: 'Перейти ко входу',
  nameMissing: 'Напишите имя, которое увидят посетители.',
  emailWrong: 'Напишите адрес, например ada@example.com.',
  passwordShort: 'Нужно не менее 10 символов.',

  consoleNav: 'Разделы',
  inbox: 'Входящие',
  opinions: 'Отзывы',
  opinionsAbout: 'За что посетители хвалят и на что жалуются, насколько это понял ассистент.',
  praise: 'Похвала',
  complaints: 'Жалобы',
  noPraise: 'Пока нет. Появится здесь, как только кто-нибудь похвалит.',
  noComplaints: 'Нет. Пусть так и остаётся.',
  waitingCount: (n) => `${n} в очереди`,
  me: 'Я',
  meMenu: (name, available) => `Я: ${name}, ${available ? 'на связи' : 'нет на месте'}. Изменить статус`,
  available: 'На связи',
  availableMore: 'Посетители видят, что вы на связи',
  away: 'Нет на месте',
  awayMore: 'Ваши диалоги остаются за вами',
  sound: 'Звук',
  language: 'Язык',
  writesIn: (language) => `Пишет ${inLanguage(language)}`,
  answers: 'Ответы',
  keys: 'Горячие клавиши',
  signOut: 'Выйти',

  conversations: 'Диалоги',
  waiting: 'В очереди',
  byEmail: 'По e-mail',
  mine: 'Мои',
  withOthers: 'У коллег',
  closedToday: 'Завершены сегодня',
  closedEarlier: 'Завершены раньше',
  showEarlier: 'Показать более ранние',
  earlierFailed: 'Не удалось загрузить более ранние.',
  visitor: 'Посетитель',
  visitorFrom: (city) => `Посетитель из ${city}`,
  assistant: 'Ассистент',
  automatic: 'автоответ',
  comma: ', ',
  you: 'Вы',
  saidBy: (who) => `${who}:`,
  nothingSaid: 'Пока ничего не написано',
  waitingFor: (wait) => `Ждёт ${wait}`,
  unread: (n) => count(n, news),
  notSentMark: 'Не отправлено',
  with: (agent) => `Отвечает ${agent}`,
  move: 'выбор',
  take: 'Принять',
  takeKey: 'принять',
  allKeys: 'клавиши',

  nobodyWaiting: 'В очереди никого нет',
  bellRings: 'Когда появится посетитель, один раз прозвучит сигнал.',
  answeredToday: (n) =>
    `Сегодня вы ответили в ${n} ${plural.select(n) === 'one' ? 'диалоге' : 'диалогах'}. Когда появится посетитель, один раз прозвучит сигнал.`,
  someWaiting: (n) => (n === 1 ? 'В очереди один человек' : `В очереди ${count(n, people)}`),
  someWaitingMore: 'Первым в списке стоит следующий по очереди.',
  takeNext: 'Принять следующий диалог',
  openNext: 'открыть ваш следующий диалог',
  firstRunTitle: 'Диалогов пока нет',
  firstRunText: 'Задайте вопрос от лица посетителя: в демо-магазине или на своём сайте с этим тегом.',
  firstRunDemo: 'Открыть демо-магазин',
  firstRunTag: 'Тег для вашего сайта',
  copy: 'Копировать',
  copied: 'Скопировано',

  conversationWith: (name) => `Диалог: ${name}`,
  backToList: 'Назад к списку',
  close: 'Завершить',
  closeConversation: 'Завершить диалог',
  more: 'Ещё',
  release: 'Вернуть в очередь',
  releaseMore: 'Место в очереди сохранится',
  returnToBot: 'Вернуть ассистенту',
  reopen: 'Открыть снова',
  visitorDetails: 'Сведения о посетителе',
  closeDetails: 'Закрыть сведения',
  statusBot: 'Отвечает ассистент',
  statusWaiting: (wait) => `Ждёт ${wait}`,
  statusByEmail: 'Ждёт ответа по e-mail',
  statusMine: 'Отвечаете вы',
  statusWith: (agent) => `Отвечает ${agent}`,
  statusClosed: (time) => `Завершён в ${time}`,
  statusClosedOn: (day) => `Завершён ${onDay(day)}`,
  takenBy: (agent) => `Этот диалог уже принят: отвечает ${agent}.`,
  notYours: (agent) => `Теперь здесь отвечает ${agent}.`,
  moveNotAllowed: 'Это уже невозможно: состояние диалога изменилось.',
  otherOpen: 'Открыть снова нельзя: у посетителя уже есть другой открытый диалог.',
  notDone: 'Не выполнено: сервер не ответил. Попробуйте ещё раз.',
  notFound: 'Этого диалога больше нет.',
  opening: 'Открываем диалог…',
  notOpened: 'Не удалось открыть диалог.',
  tryAgain: 'Повторить',

  because: {
    asked: 'Посетитель зовёт сотрудника',
    misses: 'Два ответа не помогли',
    'nothing-matched': 'Подходящего ответа нет',
    'none-of-these': 'Ни один из предложенных ответов не подошёл',
    'did-not-help': 'Ответ не помог',
    'entry-demands': 'На этот вопрос отвечает сотрудник',
    'other-language': 'Нет ответов на языке посетителя',
    angry: 'Посетитель сердится',
    distressed: 'Посетитель в отчаянии',
    'agent-gone': 'Связь с сотрудником потеряна',
  },
  reasonTag: { asked: 'Зовёт сотрудника', angry: 'Сердится', distressed: 'В отчаянии' },
  askedShort: 'Зовёт нас',
  agentGone: (agent) => `Связь потеряна: ${agent}`,
  joinedLine: (time) => `Поступил в очередь в ${time}.`,
  joinedLineWaited: (time, wait) => `Поступил в очередь в ${time}, ожидание ${wait}.`,
  joinedLineWaiting: (time, wait) => `В очереди с ${time}, уже ${wait}.`,
  whatAssistantTried: 'Что пробовал ассистент',
  triedNothing: 'Ничего подходящего не нашлось.',
  triedEarlier: 'До этого',
  wordsThatFit: 'Совпали слова:',
  similarTo: 'Похоже на:',
  confidence: (value) => `Уверенность ${value}`,
  wentOnFrom: (question) => `Понято как продолжение вопроса «${question}»`,
  foundIn: (language) => `Найдено по словам из FAQ ${inLanguage(language)}`,
  page: 'Страница',
  localTime: 'Местное время',
  localTimeIn: (time, city) => `${time}, ${city}`,
  waited: 'Ожидание',
  notKnown: 'Неизвестно',

  transcript: 'Переписка',
  loadingRest: 'Диалог не обновлён. Пробуем связаться с сервером…',
  newHere: 'Новые',
  newMessage: 'Новое сообщение',
  today: 'Сегодня',
  picked: 'Выбрано из списка',
  helped: 'Помогло',
  didNotHelp: 'Не помогло',
  offered: (n) => `${plural.select(n) === 'one' ? 'Предложен' : 'Предложено'} ${count(n, answers)}`,
  chose: 'Выбрано',
  choseNone: 'Выбрано «Ничего из этого»',
  offeredPerson: {
    misses: 'Предложена помощь сотрудника: два ответа не помогли.',
    'nothing-matched': 'Ответ не найден, предложена помощь сотрудника.',
    'none-of-these': 'Предложена помощь сотрудника: ни один ответ не подошёл.',
    'did-not-help': 'Предложена помощь сотрудника: ответ не помог.',
    'entry-demands': 'Предложена помощь сотрудника: этого требует вопрос.',
    'other-language': 'Предложена помощь сотрудника: нет ответов на языке посетителя.',
    angry: 'Предложена помощь сотрудника: посетитель сердится.',
    distressed: 'Предложена помощь сотрудника: посетитель в отчаянии.',
  },
  noteMark: 'Заметка, видна только вашей команде',
  writing: (name) => `${name} печатает`,
  visitorAskedForPerson: (time) => `Просьба позвать сотрудника поступила в ${time}`,
  handedOver: (time) => `Ассистент передал диалог сотрудникам в ${time}`,
  stoppedWaiting: (time) => `Выход из очереди в ${time}`,
  emailLeft: (email, time) => `С ${time} ждёт ответа на ${email}`,
  youTook: (time) => `Вы приняли диалог в ${time}`,
  agentTook: (agent, time) => `С ${time} отвечает ${agent}`,
  youReleased: (time) => `Вы вернули диалог в очередь в ${time}`,
  agentReleased: (agent, time) => `${agent}: диалог возвращён в очередь в ${time}`,
  connectionLost: (agent, time) => `${agent}: связь потеряна в ${time}. Диалог снова в очереди`,
  youReturned: (time) => `Вы вернули диалог ассистенту в ${time}`,
  agentReturned: (agent, time) => `${agent}: диалог возвращён ассистенту в ${time}`,
  youClosed: (time) => `Вы завершили диалог в ${time}`,
  agentClosed: (agent, time) => `${agent}: диалог завершён в ${time}`,
  visitorClosed: (time) => `Диалог завершён посетителем в ${time}`,
  wasClosed: (time) => `Диалог завершён в ${time}`,
  wasReopened: (time) => `Диалог снова открыт в ${time}`,
  rated: (rating) => `Оценка: ${rating} из 5`,

  reply: 'Ответ',
  note: 'Заметка',
  writeAs: 'Что написать',
  replyTo: (name) => `Ответ: ${name}`,
  replyHint: 'Напишите ответ',
  noteLabel: 'Заметка для команды',
  noteHint: 'Заметка, которую увидит только команда',
  send: 'Отправить',
  addNote: 'Добавить заметку',
  breaksLine: 'новая строка',
  takeToReply: 'Принять и ответить',
  takeToReplyMore: 'Диалог станет вашим и выйдет из очереди.',
  othersReply: (agent) => `Здесь отвечает ${agent}. Можно оставить заметку.`,
  botReplies: 'Здесь отвечает ассистент. Можно оставить заметку.',
  closedReply: 'Завершён. Чтобы ответить, откройте снова.',
  seen: (time) => `${time}, прочитано`,
  willBeSent: 'Будет отправлено',
  notSent: 'Не отправлено',
  notSentBecause: {
    'not-yours': 'Не отправлено: этот диалог ведёте не вы.',
    'conversation-closed': 'Не отправлено: диалог завершён.',
    'not-found': 'Не отправлено: этого диалога больше нет.',
    'bad-request': 'Не отправлено: сервер не принял этот текст.',
  },
  delete: 'Удалить',
  tooLong: (n) => count(n, tooManySigns),

  notVerified: 'Адрес не подтверждён',
  notVerifiedMore: 'Его мог ввести кто угодно. Уточните, прежде чем сообщать данные аккаунта.',
  began: 'Начало',
  rating: 'Оценка',
  ratedOf: (rating) => `${rating} из 5`,

  noConnection: 'Нет связи. Всё, что вы напишете, сохранится и отправится, когда связь появится.',
  connectedAgain: 'Связь восстановлена.',
  notUpToDate: 'Список не обновлён. Пробуем ещё раз…',

  keysTitle: 'Горячие клавиши',
  keysFoot: 'Не действуют, пока вы печатаете.',
  keysSwitch: 'Включить команды одной буквой',
  keyMove: 'Следующий и предыдущий диалог',
  keyTake: 'Принять этот диалог или следующий в очереди',
  keyReply: 'Написать ответ',
  keyNote: 'Написать заметку',
  keyClose: 'Завершить диалог',
  keyLeave: 'Выйти из поля ввода',
  keyList: 'Этот список',
  closeList: 'Закрыть список клавиш',
  closeLanguages: 'Закрыть список языков',

  seconds: (n) => `${n}\u00a0с`,
  minutes: (n) => `${n}\u00a0мин`,
  hours: (h, m) => (m === 0 ? `${h}\u00a0ч` : `${h}\u00a0ч ${m}\u00a0мин`),
  days: (n) => count(n, dayForms),
}

/** "на французском"; "на языке хинди" where the name is no adjective. */
function inLanguage(name: string): string {
  return /ий(?!\p{L})/u.test(name) ? `на ${name.replace(/ий(?!\p{L})/gu, 'ом')}` : `на языке ${name}`
}

/** "в среду", "во вторник", "12 марта". */
function onDay(day: string): string {
  if (/^\d/.test(day)) return day
  return `${day === 'вторник' ? 'во' : 'в'} ${day.replace(/а$/, 'у')}`
}
