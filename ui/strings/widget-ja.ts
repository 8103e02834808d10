import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames } from '../time.ts'
import type { FullStrings } from './widget.ts'

/** "3分": inside a sentence no space stands before the unit. */
const span = (ms: number) => duration(ms, 'ja').replace(/\s/, '')

export const widgetJa: FullStrings = {
  language: 'ja',
  number: (value) => formatNumber(value, 'ja'),
  time: (at) => clockTime(at, 'ja'),

  panel: (site) => `${site}とのチャット`,
  chat: 'チャット',
  open: 'チャットを開く',
  openUnread: (count) => `チャットを開く、未読メッセージ${formatNumber(count, 'ja')}件`,
  close: 'チャットを閉じる',
  back: '戻る',
  more: 'その他',
  connecting: '接続しています…',

  usualReply: (ms) => `通常、約${span(ms)}で返信します`,
  areHere: (names) => `${joinNames(names, 'ja')}が対応できます`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    const time = clockTime(at, 'ja')
    if (days <= 0) return `${time}に再開します`
    return days === 1 ? `明日${time}に再開します` : `${dayName(now, at, 'ja')}${time}に再開します`
  },
  nobodyIn: 'ただいま不在にしています',
  search: '回答を検索',
  clear: 'クリア',
  askedMost: 'よくある質問',
  answersFound: (count) => `${formatNumber(count, 'ja')}件の回答`,
  noAnswerFound: '該当する質問はまだありません',
  askAssistant: (text) => `アシスタントに質問：「${text}」`,
  yourConversation: 'お客様の会話',
  talkToPerson: 'スタッフと話す',
  writeToPerson: 'スタッフに連絡する',
  about: (ms) => `約${span(ms)}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return '本日返信'
    return days === 1 ? '明日返信' : `${dayName(now, at, 'ja')}に返信`
  },

  assistant: 'アシスタント',
  automatic: '自動応答',
  fromFaq: 'FAQからの自動応答',
  answering: (names) => `${joinNames(names, 'ja')}が対応しています`,
  log: 'メッセージ',
  didThisHelp: 'お役に立ちましたか？',
  yes: 'はい',
  no: 'いいえ',
  helped: 'お役に立ててよかったです。',
  didNotHelp: '「いいえ」と回答されました。',
  notSure: 'ご質問の内容がはっきりわかりませんでした。',
  noneOfThese: 'この中にはない',
  offers: {
    'nothing-matched': 'お答えできる内容がありません。スタッフがお手伝いできます。',
    'none-of-these': 'それでは、お答えできる内容がありません。スタッフがお手伝いできます。',
    'did-not-help': 'この件はスタッフがお手伝いできます。',
    misses: 'ここまでお役に立てていません。スタッフがお手伝いできます。',
    'entry-demands': 'この件はスタッフへのご相談をおすすめします。',
  },
  inOtherWords: '別の言葉で質問する',
  notWhatYouNeed: '解決しませんか？',

  writeQuestion: '質問を入力…',
  addAnything: '補足があれば入力…',
  writeTo: (agent) => `${agent}へのメッセージ…`,
  message: 'メッセージ',
  send: '送信',
  charactersLeft: (count) => `残り${formatNumber(count, 'ja')}文字`,
  you: 'お客様',
  onItsWay: '送信中',
  willBeSent: '送信待ち',
  notSent: '未送信です。',
  tryAgain: '再試行',
  delete: '削除',
  firstNew: '新着',
  newMessages: (count) => `新着メッセージ${formatNumber(count, 'ja')}件`,
  toTheEnd: '最新のメッセージへ',

  askedForPerson: 'スタッフとの会話を希望されました',
  needsPerson: 'スタッフがお答えします',
  stoppedWaiting: '順番待ちをやめました。メッセージは残っています。',
  thankYouEmail: (email) => `ありがとうございます。${email} にメールをお送りします。`,
  joined: (agent, at) => `${agent}が${clockTime(at, 'ja')}に参加しました`,
  released: (agent) => `${agent}が退席しました。順番はそのままです。`,
  returned: (agent) => `${agent}がアシスタントに引き継ぎました`,
  closedBy: (agent, at) => `${agent}が${clockTime(at, 'ja')}に会話を終了しました`,
  closedByYou: (at) => `お客様が${clockTime(at, 'ja')}に会話を終了されました`,
  closed: (at) => `会話は${clockTime(at, 'ja')}に終了しました`,
  reopened: '会話が再開されました',

  joiningLine: '順番を確認しています…',

  offline: 'オフラインです。',
  offlineText: '入力した内容は保存され、接続が戻ると送信されます。',
  stale: '表示が最新ではありません。',
  staleText: '新しいメッセージが表示されていない可能性があります。再試行しています…',
  notKept: 'ページを離れると、このチャットは消えます。',
  refused: '現在、ここではチャットを利用できません。',

  thankYouRating: (rating) => `ありがとうございます。評価は5点中${rating}点です。`,

  waiting: {
    place: (position) => (position === 1 ? '次' : `${position}番目`),
    inLine: '順番待ち',
    duration: span,
    estimatedWait: '待ち時間の目安',
    soFar: (promisedMs) => `経過（目安は${span(promisedMs)}）`,
    takesLonger: 'お伝えした目安より時間がかかっています。メールで返信を受け取ることもできます。',
    placeSpoken: (position) => (position === 1 ? '次がお客様の番です。' : `順番は${position}番目です。`),
    you: 'お客様',
    leaveEmail: 'メールで返信を受け取る',
    changeEmail: 'メールアドレスを変更',
    stopWaiting: '順番待ちをやめる',
  },

  email: {
    title: 'メールで返信します',
    text: 'ここに書かれた内容も一緒に届きますので、繰り返しのご説明は不要です。',
    address: 'メールアドレス',
    problems: {
      empty: 'メールアドレスを入力してください（例：vera@example.com）',
      at: '@がありません（例：vera@example.com）',
      name: '@の前の部分がありません',
      ending: '末尾がありません（例：.jp）',
      other: 'メールアドレスをご確認ください（例：vera@example.com）',
    },
    whatToKnow: 'お問い合わせ内容',
    use: 'この返信にのみ使用します。',
    sendTo: (site) => `${site}に送信`,
    keepWaiting: 'このまま待つ',
  },

  ending: {
    howDid: (agent) => `${agent}の対応はいかがでしたか？`,
    howDidWe: '対応はいかがでしたか？',
    rateConversation: 'この会話を評価する',
    notWell: 'よくなかった',
    veryWell: 'とてもよかった',
    rateComment: '改善してほしい点（任意）',
    sendRating: '評価を送信',
    saveAsText: 'テキストで保存',
    askElse: '別の質問をする',
    transcriptFile: 'kaiwa',
  },

  menu: {
    end: '会話を終了する',
    sound: '通知音',
  },

  person: {
    sent: (at) => `送信済み ${clockTime(at, 'ja')}`,
    seen: (at) => `既読 ${clockTime(at, 'ja')}`,
    isWriting: (agent) => `${agent}が入力中`,
  },
  preview: {
    from: (agent, site) => `${site}の${agent}`,
    dismiss: '閉じる',
  },
}
