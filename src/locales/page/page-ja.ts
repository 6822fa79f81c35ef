import type { PageStrings } from './page-strings.js';

/** Japanese. */
export const strings: PageStrings = {
  checking: 'リンクを確認しています…',
  question: '質問',
  answer: '回答',
  showAll: 'すべて表示',
  askRating: 'この回答は正しいですか？',
  notUsable: 'このリンクは使用できません',
  notReached: '回答を読み込めませんでした',

  needsScript: '回答を表示するには JavaScript が必要です。',
  right: '正しい',
  chooseRating: 'いずれかを選んでください。',
  takeBack: '評価を取り消す',
  tryLater: '{when}にもう一度お試しください。',
};
