import type { PageStrings } from './page-strings.js';

/** Russian. */
export const strings: PageStrings = {
  checking: 'Проверка ссылки…',
  question: 'Вопрос',
  answer: 'Ответ',
  showAll: 'Показать полностью',
  askRating: 'Это верный ответ?',
  notUsable: 'Этой ссылкой нельзя воспользоваться',
  notReached: 'Не удалось загрузить ответ',

  needsScript: 'Чтобы показать ответ, этой странице нужен JavaScript.',
  right: 'Верный',
  chooseRating: 'Выберите один из вариантов.',
  takeBack: 'Отозвать оценку',
  tryLater: 'Попробуйте ещё раз {when}.',
};
