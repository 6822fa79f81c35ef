import type { Strings } from './strings.js';

/** Korean. */
export const strings: Strings = {
  rate: '이 답변 평가',
  up: '맞는 답변',
  down: '틀린 답변',
  notLoaded: '문제가 발생했어요. 다시 시도해 주세요.',

  sending: '보내는 중…',
  votedUp: '감사합니다!',
  votedDown: '감사합니다! 무엇이 잘못되었는지도 알려 주시겠어요?',
  sent: '감사합니다! 바로잡은 내용을 보냈어요.',
  retracted: '평가를 취소했어요.',
  queued: '오프라인 상태예요. 다시 연결되면 보낼게요.',
  readonly: '평가가 완료된 답변이에요.',

  correct: '바로잡기',
  change: '변경',
  undo: '평가 취소',
  retry: '다시 시도',
  copy: '내 글 복사',

  formTitle: '이 답변 바로잡기',
  ratingLegend: '얼마나 틀렸나요?',
  incorrect: '틀림',
  partial: '일부만 맞음',
  reasonsLegend: '무엇이 잘못되었나요?',
  factually_wrong: '사실이 아님',
  out_of_date: '오래된 정보',
  incomplete: '내용이 부족함',
  off_topic: '주제에서 벗어남',
  hard_to_follow: '이해하기 어려움',
  unsafe: '안전하지 않음',
  other: '기타',
  correction: '올바른 답변은 무엇인가요?',
  comment: '더 알려 주실 내용이 있나요?',
  optional: '선택 사항',
  send: '보내기',
  close: '닫기',
  tooLong: '글이 너무 길어요. 조금 줄여 주세요.',

  failed: '아직 보내지 못했습니다. 다시 시도할 예정입니다.',
  refused: '보내지 못했어요.',
  linkExpired: '링크가 만료되어 더 이상 답변을 평가할 수 없어요.',
  linkTooEarly: '아직 유효하지 않은 링크예요. 기기의 시간이 맞나요?',
  linkForged: '정상적인 링크가 아니어서 사용할 수 없어요.',
  linkIncomplete: '링크가 온전하지 않아 사용할 수 없어요.',
};
