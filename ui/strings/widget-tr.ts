import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames } from '../time.ts'
import type { FullStrings } from './widget.ts'

// A name takes no ending: its vowels would choose it.
export const widgetTr: FullStrings = {
  language: 'tr',
  number: (value) => formatNumber(value, 'tr'),
  time: (at) => clockTime(at, 'tr'),

  panel: (site) => `${site} ile sohbet`,
  chat: 'Sohbet',
  open: 'Sohbeti aç',
  openUnread: (count) => `Sohbeti aç, ${formatNumber(count, 'tr')} okunmamış mesaj`,
  close: 'Sohbeti kapat',
  back: 'Geri',
  more: 'Diğer',
  connecting: 'Bağlanıyor…',

  usualReply: (ms) => `Genelde yaklaşık ${duration(ms, 'tr')} içinde yanıtlarız`,
  areHere: (names) => `${joinNames(names, 'tr')} burada`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return `Saat ${atTime(at)} buradayız`
    return days === 1 ? `Yarın ${atTime(at)} buradayız` : `${dayName(now, at, 'tr')}, ${atTime(at)} buradayız`
  },
  nobodyIn: 'Şu anda kimse yok',
  search: 'Yanıt ara',
  clear: 'Temizle',
  askedMost: 'Sık sorulanlar',
  answersFound: (count) => `${formatNumber(count, 'tr')} yanıt`,
  noAnswerFound: 'Henüz böyle bir soru yok',
  askAssistant: (text) => `Asistana sor: “${text}”`,
  yourConversation: 'Görüşmeniz',
  talkToPerson: 'Temsilciyle görüş',
  writeToPerson: 'Temsilciye yaz',
  about: (ms) => `yaklaşık ${duration(ms, 'tr')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'bugün yanıtlarız'
    return days === 1 ? 'yarın yanıtlarız' : `${dayName(now, at, 'tr')} günü yanıtlarız`
  },

  assistant: 'Asistan',
  automatic: 'otomatik',
  fromFaq: 'Otomatik, SSS’den',
  answering: (names) => `${joinNames(names, 'tr')} yanıtlıyor`,
  log: 'Mesajlar',
  didThisHelp: 'Yardımcı oldu mu?',
  yes: 'Evet',
  no: 'Hayır',
  helped: 'Buna sevindik.',
  didNotHelp: 'Yardımcı olmadığını belirttiniz.',
  notSure: 'Ne demek istediğinizden emin değilim.',
  noneOfThese: 'Hiçbiri',
  offers: {
    'nothing-matched': 'Buna bir yanıtım yok. Bir temsilci yardımcı olabilir.',
    'none-of-these': 'O zaman buna bir yanıtım yok. Bir temsilci yardımcı olabilir.',
    'did-not-help': 'Bu konuda bir temsilci size yardımcı olabilir.',
    misses: 'Şu ana kadar yardımcı olamadım. Bir temsilci yardımcı olabilir.',
    'entry-demands': 'Bunu bir temsilciyle görüşmeniz daha iyi olur.',
  },
  inOtherWords: 'Başka türlü sor',
  notWhatYouNeed: 'Aradığınız bu değil mi?',

  writeQuestion: 'Sorunuzu yazın…',
  addAnything: 'Eklemek istedikleriniz…',
  writeTo: (agent) => `${agent} için mesaj yazın…`,
  message: 'Mesaj',
  send: 'Gönder',
  charactersLeft: (count) => `${formatNumber(count, 'tr')} karakter kaldı`,
  you: 'Siz',
  onItsWay: 'Gönderiliyor',
  willBeSent: 'Gönderilecek',
  notSent: 'Gönderilemedi.',
  tryAgain: 'Tekrar dene',
  delete: 'Sil',
  firstNew: 'Yeni',
  newMessages: (count) => `${formatNumber(count, 'tr')} yeni mesaj`,
  toTheEnd: 'Son mesaja git',

  askedForPerson: 'Bir temsilciyle görüşmek istediniz',
  needsPerson: 'Bunu bir temsilci yanıtlayacak',
  stoppedWaiting: 'Beklemeyi bıraktınız. Mesajlarınız hâlâ burada.',
  thankYouEmail: (email) => `Teşekkürler. ${email} adresine yazacağız.`,
  joined: (agent, at) => `${agent} saat ${atTime(at)} katıldı`,
  released: (agent) => `${agent} ayrılmak zorunda kaldı. Sıranız korunuyor.`,
  returned: (agent) => `${agent} sizi yeniden asistana yönlendirdi`,
  closedBy: (agent, at) => `${agent} görüşmeyi saat ${atTime(at)} sonlandırdı`,
  closedByYou: (at) => `Görüşmeyi saat ${atTime(at)} sonlandırdınız`,
  closed: (at) => `Görüşme saat ${atTime(at)} sona erdi`,
  reopened: 'Görüşme yeniden açıldı',

  joiningLine: 'Sıranız belirleniyor…',

  offline: 'Bağlantı yok.',
  offlineText: 'Yazdıklarınız saklanır ve bağlantı gelince gönderilir.',
  stale: 'Güncel değil.',
  staleText: 'Daha yeni mesajlar eksik olabilir. Yeniden deneniyor…',
  notKept: 'Sayfadan ayrıldığınızda bu sohbet silinir.',
  refused: 'Sohbet şu anda burada kullanılamıyor.',

  thankYouRating: (rating) => `Teşekkürler. 5 üzerinden ${rating} verdiniz.`,

  waiting: {
    place: (position) => `${position}.`,
    inLine: 'sırada',
    duration: (ms) => duration(ms, 'tr'),
    estimatedWait: 'tahmini bekleme',
    soFar: (promisedMs) => `geçti, ${duration(promisedMs, 'tr')} demiştik`,
    takesLonger: 'Söylediğimizden uzun sürüyor. E-posta adresinizi bırakabilirsiniz.',
    placeSpoken: (position) => (position === 1 ? 'Sıradaki sizsiniz.' : `${position}. sıradasınız.`),
    you: 'Siz',
    leaveEmail: 'E-posta bırak',
    changeEmail: 'E-postayı değiştir',
    stopWaiting: 'Beklemeyi bırak',
  },

  email: {
    title: 'Size yazacağız',
    text: 'Burada yazdığınız her şey bize ulaşır, yeniden anlatmanız gerekmez.',
    address: 'E-posta adresiniz',
    problems: {
      empty: 'Adresinizi yazın, örneğin vera@example.com',
      at: '@ işareti eksik, örneğin vera@example.com',
      name: '@ işaretinden önceki bölüm eksik',
      ending: 'Adresin sonu eksik, örneğin .com',
      other: 'Adresi kontrol edin: vera@example.com gibi olmalı',
    },
    whatToKnow: 'Neleri bilmemiz gerekir?',
    use: 'Yalnızca bu yanıt için kullanılır.',
    sendTo: (site) => `${site} ekibine gönder`,
    keepWaiting: 'Burada beklemeye devam et',
  },

  ending: {
    howDid: (agent) => `${agent} ile görüşmeniz nasıldı?`,
    howDidWe: 'Görüşmeniz nasıldı?',
    rateConversation: 'Bu görüşmeyi değerlendirin',
    notWell: 'İyi değildi',
    veryWell: 'Çok iyiydi',
    rateComment: 'Neyi daha iyi yapabiliriz? (isteğe bağlı)',
    sendRating: 'Değerlendirmeyi gönder',
    saveAsText: 'Metin olarak kaydet',
    askElse: 'Başka bir şey sor',
    transcriptFile: 'gorusme',
  },

  menu: {
    end: 'Görüşmeyi sonlandır',
    sound: 'Ses',
  },

  person: {
    sent: (at) => `Gönderildi ${clockTime(at, 'tr')}`,
    seen: (at) => `Görüldü ${clockTime(at, 'tr')}`,
    isWriting: (agent) => `${agent} yazıyor`,
  },
  preview: {
    from: (agent, site) => `${site} ekibinden ${agent}`,
    dismiss: 'Gizle',
  },
}

const afterTens = ['da', 'da', 'de', 'da', 'ta', 'de']
const afterOnes = ['', 'de', 'de', 'te', 'te', 'te', 'da', 'de', 'de', 'da']

/** "14:04’te", "9:30’da": the ending follows the number that is said last. */
function atTime(at: number): string {
  const date = new Date(at)
  const last = date.getMinutes() || date.getHours()
  return `${clockTime(at, 'tr')}’${afterOnes[last % 10] || afterTens[last / 10]}`
}
