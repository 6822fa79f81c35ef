import type { PageStrings } from './page-strings.js';

/** Simplified Chinese. */
export const strings: PageStrings = {
  checking: '正在检查链接…',
  question: '问题',
  answer: '回答',
  showAll: '显示全部',
  askRating: '这个回答正确吗？',
  notUsable: '此链接无法使用',
  notReached: '无法加载回答',

  needsScript: '此页面需要 JavaScript 才能显示回答。',
  right: '正确',
  chooseRating: '请选择一项。',
  takeBack: '撤回评价',
  tryLater: '请在{when}重试。',
};
