import type { ConsoleStrings } from './console-en.ts'

const plural = new Intl.PluralRules('ar')
const digits = new Intl.NumberFormat('ar-EG')

interface Forms {
  one: string
  two: string
  few: string
  many: string
}

/** 1 and 2 are words of their own, 3 to 10 take the plural, 11 to 99 the singular in the accusative. */
function count(n: number, forms: Forms): string {
  const form = plural.select(n)
  if (form === 'one') return forms.one
  if (form === 'two') return forms.two
  return `${digits.format(n)} ${form === 'few' ? forms.few : forms.many}`
}

const tries = { one: 'محاولة واحدة', two: 'محاولتان', few: 'محاولات', many: 'محاولة' }
const talks = { one: 'محادثة واحدة', two: 'محادثتين', few: 'محادثات', many: 'محادثة' }
const answers = { one: 'إجابة واحدة', two: 'إجابتين', few: 'إجابات', many: 'إجابة' }
const people = { one: 'شخص واحد', two: 'شخصان', few: 'أشخاص', many: 'شخصًا' }
const dayForms = { one: 'يوم واحد', two: 'يومان', few: 'أيام', many: 'يومًا' }

/** Names and addresses keep their own direction inside an Arabic sentence. */
const apart = (text: string) => `\u2068${text}\u2069`

export const consoleAr: ConsoleStrings = {
  signInTitle: (site) => `تسجيل الدخول إلى مكتب ${apart(site)}`,
  signInTitlePlain: 'تسجيل الدخول إلى المكتب',
  email: 'البريد الإلكتروني',
  password: 'كلمة المرور',
  signIn: 'تسجيل الدخول',
  wrongPassword: (triesLeft) =>
    triesLeft === undefined
      ? 'البريد وكلمة المرور غير متطابقين.'
      : `البريد وكلمة المرور غير متطابقين. المتبقي: ${count(triesLeft, tries)}.`,
  tooManyTries: (minutes) => `محاولات كثيرة. حاول مجددًا بعد ${digits.format(minutes)} د.`,
  unreachable: 'تعذر الوصول إلى المكتب. حاول مجددًا.',
  forgotPassword: 'نسيتها؟ يستطيع من يدير المكتب أن يعطيك كلمة مرور جديدة.',
  noAccountYet: 'لا حساب بعد؟ طبع المكتب عند تشغيله رابطًا يُستعمل مرة واحدة.',
  signedOutByDesk: 'انتهت جلستك. سجّل الدخول من جديد. ما كتبته محفوظ.',

  setupTitle: 'إنشاء حساب المالك',
  setupFoot: 'يعمل هذا الرابط مرة واحدة. أنت من يعطي بقية الحسابات.',
  yourName: 'اسمك',
  nameHint: 'يراه الزوار عندما تجيب.',
  passwordRule: '١٠ أحرف على الأقل.',
  makeAccount: 'إنشاء الحساب',
  setupClosed: 'استُعمل هذا الرابط من قبل. سجّل الدخول بالحساب الذي أُنشئ.',
  setupRefused: 'لم يقبل المكتب هذه البيانات. راجعها وحاول مجددًا.',
  toSignIn: 'إلى تسجيل الدخول',
  nameMissing: 'اكتب الاسم الذي سيراه الزوار.',
  emailWrong: 'اكتب عنوانًا مثل ada@example.com.',
  passwordShort: 'استعمل ١٠ أحرف على الأقل.',

  consoleNav: 'لوحة العمل',
  inbox: 'الوارد',
  waitingCount: (n) => `${digits.format(n)} في الانتظار`,
  me: 'أنا',
  meMenu: (name, available) => `أنا: ${apart(name)}، ${available ? 'متاح' : 'غائب'}. تغيير الحالة`,
  available: 'متاح',
  availableMore: 'يرى الزوار أنك موجود',
  away: 'غائب',
  awayMore: 'تبقى محادثاتك معك',
  sound: 'الصوت',
  language: 'اللغة',
  keys: 'المفاتيح',
  signOut: 'تسجيل الخروج',

  conversations: 'المحادثات',
  waiting: 'في الانتظار',
  byEmail: 'بالبريد الإلكتروني',
  mine: 'محادثاتي',
  withOthers: 'مع الآخرين',
  closedToday: 'أُغلقت اليوم',
  visitor: 'زائر',
  visitorFrom: (city) => `زائر من ${apart(city)}`,
  assistant: 'المساعد',
  automatic: 'آلي',
  you: 'أنت',
  saidBy: (who, text) => `${who}: ${apart(text)}`,
  nothingSaid: 'لم يُكتب شيء بعد',
  waitingFor: (wait) => `ينتظر منذ ${wait}`,
  unread: (n) => `${digits.format(n)} جديد`,
  notSentMark: 'لم تُرسل',
  with: (agent) => `مع ${apart(agent)}`,
  move: 'تنقّل',
  take: 'استلام',
  takeKey: 'استلام',
  allKeys: 'كل المفاتيح',

  nobodyWaiting: 'لا أحد ينتظر',
  bellRings: 'يرن الجرس مرة واحدة عندما يأتي أحد.',
  answeredToday: (n) => `أجبت اليوم عن ${count(n, talks)}. يرن الجرس مرة واحدة عندما يأتي أحد.`,
  someWaiting: (n) => `${count(n, people)} في الانتظار`,
  someWaitingMore: 'الأولوية لمن ينتظر منذ أطول مدة.',
  takeNext: 'استلام التالي',
  openNext: 'فتح محادثتك التالية',
  firstRunTitle: 'لا محادثات بعد',
  firstRunText: 'اسأل كما يسأل الزائر: في المتجر التجريبي، أو في موقعك بهذا السطر.',
  firstRunDemo: 'فتح المتجر التجريبي',
  firstRunTag: 'السطر الخاص بموقعك',
  copy: 'نسخ',
  copied: 'نُسخ',

  conversationWith: (name) => `محادثة مع ${apart(name)}`,
  backToList: 'العودة إلى القائمة',
  close: 'إغلاق',
  closeConversation: 'إغلاق المحادثة',
  more: 'المزيد',
  release: 'إعادة إلى صف الانتظار',
  releaseMore: 'يحتفظ الزائر بمكانه',
  returnToBot: 'إعادة إلى المساعد',
  reopen: 'إعادة الفتح',
  visitorDetails: 'تفاصيل الزائر',
  closeDetails: 'إغلاق التفاصيل',
  statusBot: 'مع المساعد',
  statusWaiting: (wait) => `ينتظر منذ ${wait}`,
  statusByEmail: 'ينتظر جوابًا بالبريد الإلكتروني',
  statusMine: 'معك',
  statusWith: (agent) => `مع ${apart(agent)}`,
  statusClosed: (time) => `أُغلقت في ${apart(time)}`,
  takenBy: (agent) => `استلم ${apart(agent)} هذه المحادثة للتو.`,
  notYours: (agent) => `هذه المحادثة الآن مع ${apart(agent)}.`,
  moveNotAllowed: 'لم يعد ذلك ممكنًا. تغيّر حال المحادثة.',
  otherOpen: 'لم يُعَد فتحها: لدى الزائر محادثة أخرى مفتوحة.',
  notDone: 'لم يتم: لا جواب من المكتب. حاول مجددًا.',
  notFound: 'لم تعد هذه المحادثة موجودة.',
  opening: 'يجري فتح المحادثة…',
  notOpened: 'تعذر فتح المحادثة.',
  tryAgain: 'حاول مجددًا',

  because: {
    asked: 'طلب التحدث إلى شخص',
    misses: 'إجابتان لم تفيدا',
    'nothing-matched': 'لا شيء يطابق السؤال',
    'none-of-these': 'لم تناسبه أي من الإجابات المقترحة',
    'did-not-help': 'إجابة لم تفد',
    'entry-demands': 'هذا السؤال يُحال إلى شخص',
    'agent-gone': 'انقطع اتصال الموظف',
  },
  agentGone: (agent) => `انقطع اتصال ${apart(agent)}`,
  joinedLine: (time) => `دخل صف الانتظار في ${apart(time)}.`,
  joinedLineWaited: (time, wait) => `دخل صف الانتظار في ${apart(time)} وانتظر ${wait}.`,
  joinedLineWaiting: (time, wait) => `في صف الانتظار منذ ${apart(time)}، ${wait} حتى الآن.`,
  whatAssistantTried: 'ما جرّبه المساعد',
  triedNothing: 'لم يجد شيئًا مناسبًا.',
  triedEarlier: 'قبل ذلك',
  confidence: (value) => `الثقة ${value}`,
  page: 'الصفحة',
  localTime: 'الوقت المحلي',
  localTimeIn: (time, city) => `${apart(time)}، ${apart(city)}`,
  waited: 'انتظر',
  notKnown: 'غير معروف',

  transcript: 'نص المحادثة',
  loadingRest: 'ليست محدّثة. ما زالت المحاولة جارية للوصول إلى المكتب.',
  newHere: 'جديد',
  newMessage: 'رسالة جديدة',
  today: 'اليوم',
  picked: 'اختير من القائمة',
  helped: 'أفادت',
  didNotHelp: 'لم تفد',
  offered: (n) => `عرض ${count(n, answers)}`,
  chose: 'اختاره الزائر',
  choseNone: 'لم يختر أيًا منها',
  offeredPerson: {
    misses: 'عرض التحدث إلى شخص: إجابتان لم تفيدا.',
    'nothing-matched': 'لم يجد إجابة وعرض التحدث إلى شخص.',
    'none-of-these': 'عرض التحدث إلى شخص: لم تناسب أي إجابة.',
    'did-not-help': 'عرض التحدث إلى شخص: لم تفد الإجابة.',
    'entry-demands': 'عرض التحدث إلى شخص: هذا السؤال يحتاج إلى شخص.',
  },
  noteMark: 'ملاحظة يراها فريقك فقط',
  writing: (name) => `${apart(name)} يكتب`,
  visitorAskedForPerson: (time) => `طلب التحدث إلى شخص في ${apart(time)}`,
  handedOver: (time) => `أحاله المساعد في ${apart(time)}`,
  stoppedWaiting: (time) => `ترك الانتظار في ${apart(time)}`,
  emailLeft: (email, time) => `ترك ${apart(email)} في ${apart(time)} ليُجاب بالبريد`,
  youTook: (time) => `استلمت المحادثة في ${apart(time)}`,
  agentTook: (agent, time) => `استلم ${apart(agent)} المحادثة في ${apart(time)}`,
  youReleased: (time) => `أعدتها إلى صف الانتظار في ${apart(time)}`,
  agentReleased: (agent, time) => `أعادها ${apart(agent)} إلى صف الانتظار في ${apart(time)}`,
  connectionLost: (agent, time) => `انقطع اتصال ${apart(agent)} في ${apart(time)}. عادت إلى صف الانتظار`,
  youReturned: (time) => `أعدتها إلى المساعد في ${apart(time)}`,
  agentReturned: (agent, time) => `أعادها ${apart(agent)} إلى المساعد في ${apart(time)}`,
  youClosed: (time) => `أغلقت المحادثة في ${apart(time)}`,
  agentClosed: (agent, time) => `أغلق ${apart(agent)} المحادثة في ${apart(time)}`,
  visitorClosed: (time) => `أغلق الزائر المحادثة في ${apart(time)}`,
  wasClosed: (time) => `أُغلقت في ${apart(time)}`,
  wasReopened: (time) => `أُعيد فتحها في ${apart(time)}`,
  rated: (rating) => `التقييم ${digits.format(rating)} من ${digits.format(5)}`,

  reply: 'رد',
  note: 'ملاحظة',
  writeAs: 'ما الذي تكتبه',
  replyTo: (name) => `رد على ${apart(name)}`,
  replyHint: 'اكتب ردًا',
  noteLabel: 'ملاحظة لفريقك',
  noteHint: 'اكتب ملاحظة يراها فريقك فقط',
  send: 'إرسال',
  addNote: 'إضافة الملاحظة',
  breaksLine: 'سطر جديد',
  takeToReply: 'استلمها لترد',
  takeToReplyMore: 'تصبح لك وتخرج من صف الانتظار.',
  othersReply: (agent) => `${apart(agent)} يجيب هنا. يمكنك ترك ملاحظة.`,
  botReplies: 'المساعد يجيب هنا. يمكنك ترك ملاحظة.',
  closedReply: 'مغلقة. أعد فتحها لترد.',
  willBeSent: 'ستُرسل لاحقًا',
  notSent: 'لم تُرسل',
  notSentBecause: {
    'not-yours': 'لم تُرسل: المحادثة ليست معك.',
    'conversation-closed': 'لم تُرسل: المحادثة مغلقة.',
    'not-found': 'لم تُرسل: لم تعد المحادثة موجودة.',
    'bad-request': 'لم تُرسل: لم يُقبل هذا النص.',
  },
  delete: 'حذف',
  tooLong: (n) => `أطول من المسموح بـ ${digits.format(n)}`,

  notVerified: 'غير مؤكد',
  notVerifiedMore: 'قد يكون أي شخص كتب هذا العنوان. اسأل قبل مشاركة بيانات الحساب.',
  began: 'بدأت',
  rating: 'التقييم',
  ratedOf: (rating) => `${digits.format(rating)} من ${digits.format(5)}`,

  noConnection: 'لا اتصال. ما تكتبه محفوظ ويُرسل عند عودته.',
  connectedAgain: 'عاد الاتصال.',
  notUpToDate: 'القائمة ليست محدّثة. ما زالت المحاولة جارية.',

  keysTitle: 'المفاتيح',
  keysFoot: 'لا تعمل أثناء الكتابة.',
  keysSwitch: 'تشغيل المفاتيح المفردة',
  keyMove: 'المحادثة التالية والسابقة',
  keyTake: 'استلام هذه أو التالية في الصف',
  keyReply: 'كتابة رد',
  keyNote: 'كتابة ملاحظة',
  keyClose: 'إغلاق المحادثة',
  keyLeave: 'ترك حقل الكتابة',
  keyList: 'هذه القائمة',
  closeList: 'إغلاق قائمة المفاتيح',

  seconds: (n) => `${digits.format(n)} ث`,
  minutes: (n) => `${digits.format(n)} د`,
  hours: (h, m) => (m === 0 ? `${digits.format(h)} س` : `${digits.format(h)} س ${digits.format(m)} د`),
  days: (n) => count(n, dayForms),
}
