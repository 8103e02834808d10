import { clockTime, daysBetween, dayName, duration, formatNumber, joinNames } from '../time.ts'
import type { FullStrings } from './widget.ts'

export const widgetZh: FullStrings = {
  language: 'zh',
  number: (value) => formatNumber(value, 'zh'),
  time: (at) => clockTime(at, 'zh'),

  panel: (site) => `与${site}聊天`,
  chat: '聊天',
  open: '打开聊天',
  openUnread: (count) => `打开聊天，${formatNumber(count, 'zh')}条未读消息`,
  close: '关闭聊天',
  back: '返回',
  more: '更多',
  connecting: '正在连接…',

  usualReply: (ms) => `我们通常约${duration(ms, 'zh')}内回复`,
  areHere: (names) => `${joinNames(names, 'zh')}在线`,
  backAt(now, at) {
    const days = daysBetween(now, at)
    const time = clockTime(at, 'zh')
    if (days <= 0) return `${time}恢复在线`
    return days === 1 ? `明天${time}恢复在线` : `${dayName(now, at, 'zh')}${time}恢复在线`
  },
  nobodyIn: '目前无人在线',
  search: '搜索答案',
  clear: '清空',
  askedMost: '大家常问',
  answersFound: (count) => `${formatNumber(count, 'zh')}个答案`,
  noAnswerFound: '暂时没有这样的问题',
  askAssistant: (text) => `问助手：“${text}”`,
  yourConversation: '您的对话',
  talkToPerson: '联系人工客服',
  writeToPerson: '给人工客服留言',
  about: (ms) => `约${duration(ms, 'zh')}`,
  replyOn(now, at) {
    const days = daysBetween(now, at)
    if (days <= 0) return '今天回复'
    return days === 1 ? '明天回复' : `${dayName(now, at, 'zh')}回复`
  },

  assistant: '助手',
  automatic: '自动回复',
  fromFaq: '自动回复，来自常见问题',
  answering: (names) => `${joinNames(names, 'zh')}正在接待`,
  log: '消息',
  didThisHelp: '对您有帮助吗？',
  yes: '有',
  no: '没有',
  helped: '很高兴能帮到您。',
  didNotHelp: '您表示没有帮助。',
  notSure: '我不太确定您的意思。',
  noneOfThese: '都不是',
  offers: {
    'nothing-matched': '这个问题我没有答案。人工客服可以帮您。',
    'none-of-these': '那么，这个问题我没有答案。人工客服可以帮您。',
    'did-not-help': '这个问题人工客服可以帮您。',
    misses: '到目前为止我没能帮到您。人工客服可以。',
    'entry-demands': '这件事最好和人工客服谈。',
  },
  inOtherWords: '换个说法再问',
  notWhatYouNeed: '不是您要的？',

  writeQuestion: '输入您的问题…',
  addAnything: '补充有用的信息…',
  writeTo: (agent) => `发消息给${agent}…`,
  message: '消息',
  send: '发送',
  charactersLeft: (count) => `还可输入${formatNumber(count, 'zh')}个字符`,
  you: '您',
  onItsWay: '正在发送',
  willBeSent: '等待发送',
  notSent: '未发送。',
  tryAgain: '重试',
  delete: '删除',
  firstNew: '新消息',
  newMessages: (count) => `${formatNumber(count, 'zh')}条新消息`,
  toTheEnd: '跳到最后一条消息',

  askedForPerson: '您请求了人工客服',
  needsPerson: '将由人工客服答复',
  stoppedWaiting: '您已停止等待。您的消息还在这里。',
  thankYouEmail: (email) => `谢谢。我们会发邮件到 ${email}。`,
  joined: (agent, at) => `${agent}于${clockTime(at, 'zh')}加入`,
  released: (agent) => `${agent}有事离开了。您的排队位置不变。`,
  returned: (agent) => `${agent}已将您转回助手`,
  closedBy: (agent, at) => `${agent}于${clockTime(at, 'zh')}结束了对话`,
  closedByYou: (at) => `您于${clockTime(at, 'zh')}结束了对话`,
  closed: (at) => `对话已于${clockTime(at, 'zh')}结束`,
  reopened: '对话已重新打开',

  joiningLine: '正在确认您的排队位置…',

  offline: '网络未连接。',
  offlineText: '您写的内容会保留，恢复连接后发送。',
  stale: '内容不是最新的。',
  staleText: '可能缺少较新的消息，正在重试…',
  notKept: '离开此页面后，这段聊天将不会保留。',
  refused: '此处暂时无法使用聊天。',

  thankYouRating: (rating) => `谢谢。您打了${rating}分（满分5分）。`,

  waiting: {
    place: (position) => (position === 1 ? '下一位' : `第${position}位`),
    inLine: '排队中',
    duration: (ms) => duration(ms, 'zh'),
    estimatedWait: '预计等待',
    soFar: (promisedMs) => `已等待，原预计${duration(promisedMs, 'zh')}`,
    takesLonger: '等待时间比预计的长。您可以留下邮箱。',
    placeSpoken: (position) => (position === 1 ? '下一位就是您。' : `您排在第${position}位。`),
    you: '您',
    leaveEmail: '改为留下邮箱',
    changeEmail: '修改邮箱',
    stopWaiting: '停止等待',
  },

  email: {
    title: '我们会给您发邮件',
    text: '您在这里写的内容我们都会收到，不用再说一遍。',
    address: '您的邮箱',
    problems: {
      empty: '请填写邮箱，例如 vera@example.com',
      at: '缺少 @，应类似 vera@example.com',
      name: '缺少 @ 前面的部分',
      ending: '缺少后缀，例如 .com',
      other: '请检查邮箱，格式应类似 vera@example.com',
    },
    whatToKnow: '有什么需要我们了解的？',
    use: '仅用于这次回复。',
    sendTo: (site) => `发送给${site}`,
    keepWaiting: '继续在这里等待',
  },

  ending: {
    howDid: (agent) => `${agent}的服务怎么样？`,
    howDidWe: '我们的服务怎么样？',
    rateConversation: '评价这次对话',
    notWell: '不好',
    veryWell: '很好',
    rateComment: '有什么需要我们改进的吗？（选填）',
    sendRating: '提交评价',
    saveAsText: '保存为文本',
    askElse: '问其他问题',
    transcriptFile: 'duihua',
  },

  menu: {
    end: '结束对话',
    sound: '提示音',
  },

  person: {
    sent: (at) => `已发送 ${clockTime(at, 'zh')}`,
    seen: (at) => `已读 ${clockTime(at, 'zh')}`,
    isWriting: (agent) => `${agent}正在输入`,
  },
  preview: {
    from: (agent, site) => `${site}的${agent}`,
    dismiss: '关闭',
  },
}
