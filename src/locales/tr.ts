import type { Strings } from './strings.js';

/** Turkish. */
export const strings: Strings = {
  rate: 'Bu yanıtı değerlendirin',
  up: 'Doğru yanıt',
  down: 'Yanlış yanıt',
  notLoaded: 'Bir sorun oluştu. Lütfen tekrar deneyin.',

  sending: 'Gönderiliyor…',
  votedUp: 'Teşekkürler!',
  votedDown: 'Teşekkürler! Neyin yanlış olduğunu da belirtmek ister misiniz?',
  sent: 'Teşekkürler! Düzeltmeniz gönderildi.',
  retracted: 'Değerlendirmeniz geri alındı.',
  queued: 'Çevrimdışısınız. İnternet bağlantınız geri geldiğinde gönderilecek.',
  readonly: 'Bu yanıt daha önce değerlendirildi.',

  correct: 'Düzelt',
  change: 'Değiştir',
  undo: 'Geri al',
  retry: 'Tekrar dene',
  copy: 'Metnimi kopyala',

  formTitle: 'Bu yanıtı düzeltin',
  ratingLegend: 'Ne kadar yanlış?',
  incorrect: 'Yanlış',
  partial: 'Kısmen doğru',
  reasonsLegend: 'Sorun nedir?',
  factually_wrong: 'Doğru değil',
  out_of_date: 'Güncel değil',
  incomplete: 'Eksik',
  off_topic: 'Konu dışı',
  hard_to_follow: 'Anlaşılması zor',
  unsafe: 'Güvenli değil',
  other: 'Başka bir neden',
  correction: 'Yanıt ne olmalıydı?',
  comment: 'Eklemek istediğiniz bir şey var mı?',
  optional: 'isteğe bağlı',
  send: 'Gönder',
  close: 'Kapat',
  tooLong: 'Bu metin çok uzun. Lütfen kısaltın.',

  failed: 'Henüz gönderilemedi. Yeniden denenecek.',
  refused: 'Gönderilemedi.',
  linkExpired: 'Bu bağlantının süresi dolduğu için yanıt artık değerlendirilemez.',
  linkTooEarly: 'Bu bağlantı henüz geçerli değil. Cihazınızın saati doğru mu?',
  linkForged: 'Bu bağlantı gerçek olmadığı için kullanılamaz.',
  linkIncomplete: 'Bu bağlantı eksik olduğu için kullanılamaz.',
};
