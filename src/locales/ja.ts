import type { Strings } from './strings.js';

/** Japanese. */
export const strings: Strings = {
  rate: 'この回答を評価',
  up: '正しい回答',
  down: '間違った回答',
  notLoaded: 'うまくいきませんでした。もう一度お試しください。',

  sending: '送信中…',
  votedUp: 'ありがとうございます！',
  votedDown: 'ありがとうございます。よろしければ、問題点も教えてください。',
  sent: 'ありがとうございます。修正内容を送信しました。',
  retracted: '評価を取り消しました。',
  queued: 'オフラインです。接続が回復したら送信します。',
  readonly: 'この回答は評価済みです。',

  correct: '修正する',
  change: '変更する',
  undo: '取り消す',
  retry: '再試行',
  copy: '入力内容をコピー',

  formTitle: 'この回答を修正',
  ratingLegend: 'どの程度間違っていますか？',
  incorrect: '間違っている',
  partial: '一部は正しい',
  reasonsLegend: 'どこに問題がありますか？',
  factually_wrong: '事実と異なる',
  out_of_date: '情報が古い',
  incomplete: '情報が足りない',
  off_topic: '質問からずれている',
  hard_to_follow: 'わかりにくい',
  unsafe: '安全でない',
  other: 'その他',
  correction: 'どのような回答が適切でしたか？',
  comment: 'ほかにお気づきの点はありますか？',
  optional: '任意',
  send: '送信',
  close: '閉じる',
  tooLong: '文章が長すぎます。短くしてください。',

  failed: 'まだ送信できていません。あとでもう一度試します。',
  refused: '送信できませんでした。',
  linkExpired: 'このリンクは有効期限が切れているため、回答を評価できません。',
  linkTooEarly: 'このリンクはまだ有効ではありません。端末の時刻は合っていますか？',
  linkForged: 'このリンクは正規のものではないため、使用できません。',
  linkIncomplete: 'このリンクは不完全なため、使用できません。',
};
