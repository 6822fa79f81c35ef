import type { Strings } from './strings.js';

/** Polish. */
export const strings: Strings = {
  rate: 'Oceń tę odpowiedź',
  up: 'Poprawna odpowiedź',
  down: 'Błędna odpowiedź',
  notLoaded: 'Coś poszło nie tak. Spróbuj ponownie.',

  sending: 'Wysyłanie…',
  votedUp: 'Dziękujemy!',
  votedDown: 'Dziękujemy! Czy możesz też napisać, co jest nie tak?',
  sent: 'Dziękujemy! Poprawka została wysłana.',
  retracted: 'Ocena została wycofana.',
  queued: 'Brak połączenia z internetem. Wyślemy to, gdy wróci.',
  readonly: 'Ta odpowiedź została już oceniona.',

  correct: 'Popraw',
  change: 'Zmień',
  undo: 'Cofnij',
  retry: 'Spróbuj ponownie',
  copy: 'Kopiuj mój tekst',

  formTitle: 'Popraw tę odpowiedź',
  ratingLegend: 'Jak bardzo jest błędna?',
  incorrect: 'Błędna',
  partial: 'Częściowo poprawna',
  reasonsLegend: 'Co jest nie tak?',
  factually_wrong: 'Nieprawdziwa',
  out_of_date: 'Nieaktualna',
  incomplete: 'Niepełna',
  off_topic: 'Nie na temat',
  hard_to_follow: 'Trudna do zrozumienia',
  unsafe: 'Niebezpieczna',
  other: 'Coś innego',
  correction: 'Jak powinna brzmieć odpowiedź?',
  comment: 'Coś jeszcze?',
  optional: 'opcjonalnie',
  send: 'Wyślij',
  close: 'Zamknij',
  tooLong: 'Ten tekst jest za długi. Skróć go trochę.',

  failed: 'Jeszcze nie wysłano. Nastąpi kolejna próba.',
  refused: 'Nie udało się wysłać.',
  linkExpired: 'Ten link wygasł, więc odpowiedzi nie można już ocenić.',
  linkTooEarly: 'Ten link nie jest jeszcze ważny. Czy zegar urządzenia jest dobrze ustawiony?',
  linkForged: 'Ten link nie jest autentyczny i nie można go użyć.',
  linkIncomplete: 'Ten link jest niekompletny i nie można go użyć.',
};
