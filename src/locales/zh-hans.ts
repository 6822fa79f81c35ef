import type { Strings } from './strings.js';

/** Simplified Chinese. */
export const strings: Strings = {
  rate: '评价这个回答',
  up: '回答正确',
  down: '回答错误',
  notLoaded: '出了点问题，请重试。',

  sending: '正在发送…',
  votedUp: '谢谢！',
  votedDown: '谢谢！方便说说哪里有问题吗？',
  sent: '谢谢！更正内容已发送。',
  retracted: '评价已撤回。',
  queued: '当前处于离线状态，恢复联网后会自动发送。',
  readonly: '这个回答已经评价过了。',

  correct: '更正',
  change: '修改',
  undo: '撤回',
  retry: '重试',
  copy: '复制我的文字',

  formTitle: '更正这个回答',
  ratingLegend: '错到什么程度？',
  incorrect: '错误',
  partial: '部分正确',
  reasonsLegend: '哪里有问题？',
  factually_wrong: '与事实不符',
  out_of_date: '信息过时',
  incomplete: '不完整',
  off_topic: '答非所问',
  hard_to_follow: '难以理解',
  unsafe: '不安全',
  other: '其他',
  correction: '正确的回答应该是什么？',
  comment: '还有其他想说的吗？',
  optional: '选填',
  send: '发送',
  close: '关闭',
  tooLong: '内容太长，请适当精简。',

  failed: '尚未发送，稍后会自动重试。',
  refused: '发送失败。',
  linkExpired: '链接已过期，无法再评价这个回答。',
  linkTooEarly: '链接尚未生效。您的设备时间准确吗？',
  linkForged: '链接未通过真伪验证，无法使用。',
  linkIncomplete: '链接不完整，无法使用。',
};
