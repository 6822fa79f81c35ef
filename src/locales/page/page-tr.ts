import type { PageStrings } from './page-strings.js';

/** Turkish. */
export const strings: PageStrings = {
  checking: 'Bağlantı kontrol ediliyor…',
  question: 'Soru',
  answer: 'Yanıt',
  showAll: 'Tümünü göster',
  askRating: 'Bu yanıt doğru mu?',
  notUsable: 'Bu bağlantı kullanılamıyor',
  notReached: 'Yanıt yüklenemedi',

  needsScript: 'Yanıtı gösterebilmek için bu sayfanın JavaScript’e ihtiyacı var.',
  right: 'Doğru',
  chooseRating: 'Lütfen birini seçin.',
  takeBack: 'Değerlendirmemi geri al',
  tryLater: 'Lütfen {when} tekrar deneyin.',
};
