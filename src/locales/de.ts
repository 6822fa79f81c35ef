import type { Strings } from './strings.js';

/** German. */
export const strings: Strings = {
  rate: 'Diese Antwort bewerten',
  up: 'Richtige Antwort',
  down: 'Falsche Antwort',
  notLoaded: 'Das hat nicht geklappt. Bitte noch einmal versuchen.',

  sending: 'Wird gesendet …',
  votedUp: 'Danke!',
  votedDown: 'Danke! Möchten Sie noch sagen, was nicht stimmt?',
  sent: 'Danke! Die Korrektur wurde gesendet.',
  retracted: 'Die Bewertung wurde zurückgenommen.',
  queued: 'Keine Internetverbindung. Wird gesendet, sobald sie wieder da ist.',
  readonly: 'Diese Antwort wurde bereits bewertet.',

  correct: 'Korrigieren',
  change: 'Ändern',
  undo: 'Rückgängig',
  retry: 'Erneut versuchen',
  copy: 'Meinen Text kopieren',

  formTitle: 'Diese Antwort korrigieren',
  ratingLegend: 'Wie falsch ist sie?',
  incorrect: 'Falsch',
  partial: 'Teilweise richtig',
  reasonsLegend: 'Was stimmt nicht?',
  factually_wrong: 'Sachlich falsch',
  out_of_date: 'Veraltet',
  incomplete: 'Unvollständig',
  off_topic: 'Am Thema vorbei',
  hard_to_follow: 'Schwer verständlich',
  unsafe: 'Gefährlich',
  other: 'Etwas anderes',
  correction: 'Wie hätte die Antwort lauten sollen?',
  comment: 'Sonst noch etwas?',
  optional: 'optional',
  send: 'Senden',
  close: 'Schließen',
  tooLong: 'Dieser Text ist zu lang. Bitte kürzen.',

  failed: 'Noch nicht gesendet. Es wird erneut versucht.',
  refused: 'Das konnte nicht gesendet werden.',
  linkExpired: 'Dieser Link ist abgelaufen. Die Antwort lässt sich nicht mehr bewerten.',
  linkTooEarly: 'Dieser Link ist noch nicht gültig. Geht die Uhr des Geräts richtig?',
  linkForged: 'Dieser Link ist nicht echt und kann nicht verwendet werden.',
  linkIncomplete: 'Dieser Link ist unvollständig und kann nicht verwendet werden.',
};
