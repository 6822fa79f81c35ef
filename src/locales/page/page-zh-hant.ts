import type { PageStrings } from './page-strings.js';

/** Traditional Chinese. */
export const strings: PageStrings = {
  checking: '正在檢查連結…',
  question: '問題',
  answer: '回答',
  showAll: '顯示全部',
  askRating: '這個回答正確嗎？',
  notUsable: '這個連結無法使用',
  notReached: '無法載入回答',

  needsScript: '這個頁面需要 JavaScript 才能顯示回答。',
  right: '正確',
  chooseRating: '請選擇一項。',
  takeBack: '收回評價',
  tryLater: '請在{when}再試一次。',
};
