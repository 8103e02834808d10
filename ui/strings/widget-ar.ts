import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames, plural } from '../time.ts'
import type { FullStrings } from './widget.ts'

/** A name or an address keeps its own direction inside the sentence. */
const own = (text: string) => `\u2068${text}\u2069`
const names = (list: string[]) => joinNames(list.map(own), 'ar')
const number = (value: number) => formatNumber(value, 'ar')
const time = (at: number) => clockTime(at, 'ar')

export const widgetAr: FullStrings = {
  language: 'ar',
  number,
  time,

  panel: (site) => `محادثة مع ${own(site)}`,
  chat: 'محادثة',
  open: 'فتح المحادثة',
  openUnread: (count) => `فتح المحادثة، ${unreadMessages(count)}`,
  close: 'إغلاق المحادثة',
  back: 'رجوع',
  more: 'المزيد',
  connecting: 'جارٍ الاتصال…',

  usualReply: (ms) => `نردّ عادةً خلال ${duration(ms, 'ar')} تقريبًا`,
  areHere: (list) => `معكم الآن: ${names(list)}`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return `نعود الساعة ${time(at)}`
    return days === 1 ? `نعود غدًا الساعة ${time(at)}` : `نعود ${dayName(now, at, 'ar')} الساعة ${time(at)}`
  },
  nobodyIn: 'لا أحد هنا الآن',
  search: 'ابحث عن إجابة',
  clear: 'مسح',
  askedMost: 'الأكثر سؤالًا',
  answersFound: (count) =>
    plural(count, 'ar', {
      one: 'إجابة واحدة',
      two: 'إجابتان',
      few: `${number(count)} إجابات`,
      other: `${number(count)} إجابة`,
    }),
  noAnswerFound: 'لا سؤال كهذا بعد',
  askAssistant: (text) => `اسأل المساعد: «${own(text)}»`,
  yourConversation: 'محادثتك',
  talkToPerson: 'تحدّث إلى شخص',
  writeToPerson: 'اكتب إلى شخص',
  about: (ms) => `${duration(ms, 'ar')} تقريبًا`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'الرد اليوم'
    return days === 1 ? 'الرد غدًا' : `الرد ${dayName(now, at, 'ar')}`
  },

  assistant: 'المساعد',
  automatic: 'آلي',
  fromFaq: 'آلي، من الأسئلة الشائعة',
  answering: (list) => `يجيب الآن: ${names(list)}`,
  log: 'الرسائل',
  didThisHelp: 'هل أفادك هذا؟',
  yes: 'نعم',
  no: 'لا',
  helped: 'يسعدنا ذلك.',
  didNotHelp: 'قلت إن هذا لم يفدك.',
  notSure: 'لست متأكدًا مما تقصده.',
  noneOfThese: 'لا شيء من هذه',
  offers: {
    'nothing-matched': 'ليست لدي إجابة عن ذلك. يمكن لشخص أن يساعدك.',
    'none-of-these': 'إذن ليست لدي إجابة عن ذلك. يمكن لشخص أن يساعدك.',
    'did-not-help': 'يمكن لشخص أن يساعدك في هذا.',
    misses: 'لم أستطع مساعدتك حتى الآن. يمكن لشخص ذلك.',
    'entry-demands': 'من الأفضل أن تتحدث مع شخص عن هذا.',
  },
  inOtherWords: 'اسأل بكلمات أخرى',
  notWhatYouNeed: 'ليس ما تحتاجه؟',

  writeQuestion: 'اكتب سؤالًا…',
  addAnything: 'أضف ما قد يفيد…',
  writeTo: (agent) => `اكتب إلى ${own(agent)}…`,
  message: 'رسالة',
  send: 'إرسال',
  charactersLeft: (count) => `عدد الأحرف المتبقية: ${number(count)}`,
  you: 'أنت',
  onItsWay: 'في الطريق',
  willBeSent: 'سوف تُرسل',
  notSent: 'لم تُرسل.',
  tryAgain: 'إعادة المحاولة',
  delete: 'حذف',
  firstNew: 'جديد',
  newMessages: (count) =>
    plural(count, 'ar', {
      one: 'رسالة جديدة',
      two: 'رسالتان جديدتان',
      few: `${number(count)} رسائل جديدة`,
      other: `${number(count)} رسالة جديدة`,
    }),
  toTheEnd: 'إلى آخر رسالة',

  askedForPerson: 'طلبت التحدّث إلى شخص',
  needsPerson: 'سيجيبك شخص عن هذا',
  stoppedWaiting: 'توقفت عن الانتظار. رسائلك ما زالت هنا.',
  thankYouEmail: (email) => `شكرًا. سنكتب إلى ${own(email)}.`,
  joined: (agent, at) => `تم انضمام ${own(agent)} الساعة ${time(at)}`,
  released: (agent) => `تعذّر على ${own(agent)} البقاء. مكانك محفوظ.`,
  returned: (agent) => `أعادتك المحادثة مع ${own(agent)} إلى المساعد`,
  closedBy: (agent, at) => `أُغلقت المحادثة من ${own(agent)} الساعة ${time(at)}`,
  closedByYou: (at) => `أغلقت المحادثة الساعة ${time(at)}`,
  closed: (at) => `أُغلقت المحادثة الساعة ${time(at)}`,
  reopened: 'المحادثة مفتوحة من جديد',

  joiningLine: 'جارٍ تحديد مكانك في الدور…',

  offline: 'لا اتصال.',
  offlineText: 'ما تكتبه محفوظ ويُرسل عند عودة الاتصال.',
  stale: 'ليست محدّثة.',
  staleText: 'قد تنقص رسائل أحدث. نحاول من جديد…',
  notKept: 'ستختفي هذه المحادثة عند مغادرة الصفحة.',
  refused: 'المحادثة غير متاحة هنا الآن.',

  thankYouRating: (rating) => `شكرًا. تقييمك ${number(rating)} من ${number(5)}.`,

  waiting: {
    place: (position) => (position === 1 ? 'التالي' : `رقم ${number(position)}`),
    inLine: 'في الدور',
    duration: (ms) => duration(ms, 'ar'),
    estimatedWait: 'الانتظار المتوقع',
    soFar: (promisedMs) => `حتى الآن، وقلنا ${duration(promisedMs, 'ar')}`,
    takesLonger: 'يطول الأمر أكثر مما قلنا. يمكنك ترك بريدك الإلكتروني.',
    placeSpoken: (position) => (position === 1 ? 'دورك هو التالي.' : `رقمك في الدور ${number(position)}.`),
    you: 'أنت',
    leaveEmail: 'اترك بريدك بدل ذلك',
    changeEmail: 'تغيير البريد',
    stopWaiting: 'إنهاء الانتظار',
  },

  email: {
    title: 'سنكتب إليك',
    text: 'كل ما كتبته هنا يصل معه، فلا حاجة إلى تكراره.',
    address: 'بريدك الإلكتروني',
    problems: {
      empty: `اكتب عنوانك، مثل ${own('vera@example.com')}`,
      at: `تنقص العلامة @، كما في ${own('vera@example.com')}`,
      name: 'ينقص الجزء قبل العلامة @',
      ending: `تنقص النهاية، مثل ${own('.com')}`,
      other: `راجع العنوان: يكون مثل ${own('vera@example.com')}`,
    },
    whatToKnow: 'ماذا ينبغي أن نعرف؟',
    use: 'لهذا الرد فقط.',
    sendTo: (site) => `إرسال إلى ${own(site)}`,
    keepWaiting: 'متابعة الانتظار هنا',
  },

  ending: {
    howDid: (agent) => `كيف كانت مساعدة ${own(agent)}؟`,
    howDidWe: 'كيف كانت مساعدتنا؟',
    rateConversation: 'تقييم هذه المحادثة',
    notWell: 'غير جيدة',
    veryWell: 'جيدة جدًا',
    rateComment: 'هل من شيء نحسّنه؟ (اختياري)',
    sendRating: 'إرسال التقييم',
    saveAsText: 'حفظ كنص',
    askElse: 'اسأل عن شيء آخر',
    transcriptFile: 'محادثة',
  },

  menu: {
    end: 'إنهاء المحادثة',
    sound: 'الصوت',
  },

  person: {
    sent: (at) => `أُرسلت ${time(at)}`,
    seen: (at) => `شوهدت ${time(at)}`,
    isWriting: (agent) => `${own(agent)}: كتابة جارية`,
  },
  preview: {
    from: (agent, site) => `${own(agent)} من ${own(site)}`,
    dismiss: 'إخفاء',
  },
}

function unreadMessages(count: number): string {
  return plural(count, 'ar', {
    one: 'رسالة واحدة غير مقروءة',
    two: 'رسالتان غير مقروءتين',
    few: `${number(count)} رسائل غير مقروءة`,
    other: `${number(count)} رسالة غير مقروءة`,
  })
}
