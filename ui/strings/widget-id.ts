import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames } from '../time.ts'
import type { FullStrings } from './widget.ts'

export const widgetId: FullStrings = {
  language: 'id',
  number: (value) => formatNumber(value, 'id'),
  time: (at) => clockTime(at, 'id'),

  panel: (site) => `Chat dengan ${site}`,
  chat: 'Chat',
  open: 'Buka chat',
  openUnread: (count) => `Buka chat, ${formatNumber(count, 'id')} pesan belum dibaca`,
  close: 'Tutup chat',
  back: 'Kembali',
  more: 'Lainnya',
  connecting: 'Menghubungkan…',

  usualReply: (ms) => `Biasanya dibalas dalam sekitar ${duration(ms, 'id')}`,
  areHere: (names) => `${joinNames(names, 'id')} siap membantu`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    const time = `pukul ${clockTime(at, 'id')}`
    if (days <= 0) return `Kembali ${time}`
    return days === 1 ? `Kembali besok ${time}` : `Kembali ${dayName(now, at, 'id')} ${time}`
  },
  nobodyIn: 'Saat ini tidak ada yang bertugas',
  search: 'Cari jawaban',
  clear: 'Kosongkan',
  askedMost: 'Sering ditanyakan',
  answersFound: (count) => `${formatNumber(count, 'id')} jawaban`,
  noAnswerFound: 'Belum ada pertanyaan seperti ini',
  askAssistant: (text) => `Tanya asisten: “${text}”`,
  yourConversation: 'Percakapan Anda',
  talkToPerson: 'Bicara dengan staf',
  writeToPerson: 'Tulis ke staf',
  about: (ms) => `sekitar ${duration(ms, 'id')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return 'dibalas hari ini'
    return days === 1 ? 'dibalas besok' : `dibalas ${dayName(now, at, 'id')}`
  },

  assistant: 'Asisten',
  automatic: 'otomatis',
  fromFaq: 'Otomatis, dari FAQ kami',
  answering: (names) => `${joinNames(names, 'id')} sedang melayani`,
  log: 'Pesan',
  didThisHelp: 'Apakah ini membantu?',
  yes: 'Ya',
  no: 'Tidak',
  helped: 'Senang bisa membantu.',
  didNotHelp: 'Menurut Anda, ini tidak membantu.',
  notSure: 'Saya kurang yakin apa maksud Anda.',
  noneOfThese: 'Tidak ada yang sesuai',
  offers: {
    'nothing-matched': 'Saya tidak punya jawabannya. Staf kami bisa membantu.',
    'none-of-these': 'Kalau begitu, saya tidak punya jawabannya. Staf kami bisa membantu.',
    'did-not-help': 'Staf kami bisa membantu Anda soal ini.',
    misses: 'Sejauh ini saya belum bisa membantu. Staf kami bisa.',
    'entry-demands': 'Ini sebaiknya dibicarakan dengan staf kami.',
  },
  inOtherWords: 'Tanya dengan kata lain',
  notWhatYouNeed: 'Bukan yang dicari?',

  writeQuestion: 'Tulis pertanyaan…',
  addAnything: 'Tambahkan keterangan…',
  writeTo: (agent) => `Tulis ke ${agent}…`,
  message: 'Pesan',
  send: 'Kirim',
  charactersLeft: (count) => `Sisa ${formatNumber(count, 'id')} karakter`,
  you: 'Anda',
  onItsWay: 'Sedang dikirim',
  willBeSent: 'Akan dikirim',
  notSent: 'Tidak terkirim.',
  tryAgain: 'Coba lagi',
  delete: 'Hapus',
  firstNew: 'Baru',
  newMessages: (count) => `${formatNumber(count, 'id')} pesan baru`,
  toTheEnd: 'Ke pesan terakhir',

  askedForPerson: 'Anda meminta bicara dengan staf',
  needsPerson: 'Staf kami akan menjawab ini',
  stoppedWaiting: 'Anda berhenti menunggu. Pesan Anda masih ada di sini.',
  thankYouEmail: (email) => `Terima kasih. Kami akan membalas ke ${email}.`,
  joined: (agent, at) => `${agent} bergabung pukul ${clockTime(at, 'id')}`,
  released: (agent) => `${agent} harus pergi. Urutan antrean Anda tetap.`,
  returned: (agent) => `${agent} mengembalikan Anda ke asisten`,
  closedBy: (agent, at) => `${agent} mengakhiri percakapan pukul ${clockTime(at, 'id')}`,
  closedByYou: (at) => `Anda mengakhiri percakapan pukul ${clockTime(at, 'id')}`,
  closed: (at) => `Percakapan berakhir pukul ${clockTime(at, 'id')}`,
  reopened: 'Percakapan dibuka kembali',

  joiningLine: 'Memeriksa urutan antrean Anda…',

  offline: 'Tidak ada koneksi.',
  offlineText: 'Yang Anda tulis disimpan dan dikirim saat koneksi kembali.',
  stale: 'Belum diperbarui.',
  staleText: 'Pesan yang lebih baru mungkin belum tampil. Mencoba lagi…',
  notKept: 'Chat ini akan hilang saat Anda meninggalkan halaman.',
  refused: 'Chat sedang tidak tersedia di sini.',

  thankYouRating: (rating) => `Terima kasih. Anda memberi nilai ${rating} dari 5.`,

  waiting: {
    place: (position) => (position === 1 ? 'Berikutnya' : `Ke-${position}`),
    inLine: 'dalam antrean',
    duration: (ms) => duration(ms, 'id'),
    estimatedWait: 'perkiraan tunggu',
    soFar: (promisedMs) => `berlalu, perkiraan kami ${duration(promisedMs, 'id')}`,
    takesLonger: 'Ini lebih lama dari perkiraan kami. Anda bisa meninggalkan email.',
    placeSpoken: (position) =>
      position === 1 ? 'Berikutnya giliran Anda.' : `Anda di urutan ke-${position} dalam antrean.`,
    you: 'Anda',
    leaveEmail: 'Tinggalkan email saja',
    changeEmail: 'Ganti email',
    stopWaiting: 'Berhenti menunggu',
  },

  email: {
    title: 'Kami akan membalas lewat email',
    text: 'Semua yang Anda tulis di sini ikut kami terima, jadi tidak perlu diulang.',
    address: 'Email Anda',
    problems: {
      empty: 'Tulis alamat email, misalnya vera@example.com',
      at: 'Tanda @ belum ada, contohnya vera@example.com',
      name: 'Bagian sebelum @ belum ada',
      ending: 'Akhirannya belum ada, misalnya .com',
      other: 'Periksa alamatnya: seharusnya seperti vera@example.com',
    },
    whatToKnow: 'Apa yang perlu kami ketahui?',
    use: 'Hanya dipakai untuk balasan ini.',
    sendTo: (site) => `Kirim ke ${site}`,
    keepWaiting: 'Tetap menunggu di sini',
  },

  ending: {
    howDid: (agent) => `Bagaimana layanan ${agent}?`,
    howDidWe: 'Bagaimana layanan kami?',
    rateConversation: 'Nilai percakapan ini',
    notWell: 'Kurang baik',
    veryWell: 'Sangat baik',
    rateComment: 'Apa yang bisa kami perbaiki? (opsional)',
    sendRating: 'Kirim penilaian',
    saveAsText: 'Simpan sebagai teks',
    askElse: 'Tanya hal lain',
    transcriptFile: 'percakapan',
  },

  menu: {
    end: 'Akhiri percakapan',
    sound: 'Suara',
  },

  person: {
    sent: (at) => `Terkirim ${clockTime(at, 'id')}`,
    seen: (at) => `Dilihat ${clockTime(at, 'id')}`,
    isWriting: (agent) => `${agent} sedang mengetik`,
  },
  preview: {
    from: (agent, site) => `${agent} dari ${site}`,
    dismiss: 'Sembunyikan',
  },
}
