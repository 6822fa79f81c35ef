import type { PageStrings } from './page-strings.js';

/** Ukrainian. */
export const strings: PageStrings = {
  checking: 'Перевірка посилання…',
  question: 'Запитання',
  answer: 'Відповідь',
  showAll: 'Показати повністю',
  askRating: 'Чи правильна ця відповідь?',
  notUsable: 'Цим посиланням не можна скористатися',
  notReached: 'Не вдалося завантажити відповідь',

  needsScript: 'Щоб показати відповідь, цій сторінці потрібен JavaScript.',
  right: 'Правильна',
  chooseRating: 'Виберіть один із варіантів.',
  takeBack: 'Відкликати оцінку',
  tryLater: 'Спробуйте ще раз {when}.',
};
