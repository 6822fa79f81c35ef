import type { Strings } from './strings.js';

/** Traditional Chinese. */
export const strings: Strings = {
  rate: '評價這個回答',
  up: '回答正確',
  down: '回答錯誤',
  notLoaded: '發生問題，請再試一次。',

  sending: '正在送出…',
  votedUp: '謝謝！',
  votedDown: '謝謝！方便說說哪裡有問題嗎？',
  sent: '謝謝！更正內容已送出。',
  retracted: '評價已收回。',
  queued: '目前處於離線狀態，恢復連線後會自動送出。',
  readonly: '這個回答已經評價過了。',

  correct: '更正',
  change: '修改',
  undo: '收回',
  retry: '再試一次',
  copy: '複製我的文字',

  formTitle: '更正這個回答',
  ratingLegend: '錯到什麼程度？',
  incorrect: '錯誤',
  partial: '部分正確',
  reasonsLegend: '哪裡有問題？',
  factually_wrong: '與事實不符',
  out_of_date: '資訊過時',
  incomplete: '不完整',
  off_topic: '答非所問',
  hard_to_follow: '難以理解',
  unsafe: '不安全',
  other: '其他',
  correction: '正確的回答應該是什麼？',
  comment: '還有其他想說的嗎？',
  optional: '選填',
  send: '送出',
  close: '關閉',
  tooLong: '內容太長，請縮短一些。',

  failed: '尚未傳送，稍後會自動重試。',
  refused: '無法送出。',
  linkExpired: '連結已過期，無法再評價這個回答。',
  linkTooEarly: '連結尚未生效。您的裝置時間正確嗎？',
  linkForged: '連結未通過真偽驗證，無法使用。',
  linkIncomplete: '連結不完整，無法使用。',
};
