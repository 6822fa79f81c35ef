import type { PageStrings } from './page-strings.js';

/** Korean. */
export const strings: PageStrings = {
  checking: '링크 확인 중…',
  question: '질문',
  answer: '답변',
  showAll: '모두 보기',
  askRating: '이 답변이 맞나요?',
  notUsable: '사용할 수 없는 링크예요',
  notReached: '답변을 불러오지 못했어요',

  needsScript: '답변을 표시하려면 JavaScript가 필요해요.',
  right: '맞음',
  chooseRating: '하나를 선택해 주세요.',
  takeBack: '평가 취소',
  tryLater: '{when}에 다시 시도해 주세요.',
};
