import type { Strings } from './strings.js';

/** Italian. */
export const strings: Strings = {
  rate: 'Valuta questa risposta',
  up: 'Risposta corretta',
  down: 'Risposta sbagliata',
  notLoaded: 'Qualcosa non ha funzionato. Riprova.',

  sending: 'Invio in corso…',
  votedUp: 'Grazie!',
  votedDown: 'Grazie! Vuoi dirci anche che cosa non va?',
  sent: 'Grazie! La correzione è stata inviata.',
  retracted: 'La valutazione è stata ritirata.',
  queued: 'Sei offline. L’invio avverrà appena torna la connessione.',
  readonly: 'Questa risposta è già stata valutata.',

  correct: 'Correggi',
  change: 'Modifica',
  undo: 'Annulla',
  retry: 'Riprova',
  copy: 'Copia il mio testo',

  formTitle: 'Correggi questa risposta',
  ratingLegend: 'Quanto è sbagliata?',
  incorrect: 'Sbagliata',
  partial: 'Corretta in parte',
  reasonsLegend: 'Che cosa non va?',
  factually_wrong: 'Non è vero',
  out_of_date: 'Non aggiornata',
  incomplete: 'Incompleta',
  off_topic: 'Fuori tema',
  hard_to_follow: 'Poco chiara',
  unsafe: 'Pericolosa',
  other: 'Altro',
  correction: 'Quale sarebbe stata la risposta giusta?',
  comment: 'Qualcosa da aggiungere?',
  optional: 'facoltativo',
  send: 'Invia',
  close: 'Chiudi',
  tooLong: 'Questo testo è troppo lungo. Prova ad accorciarlo.',

  failed: 'Non ancora inviato. Si riproverà.',
  refused: 'Invio non riuscito.',
  linkExpired: 'Questo link è scaduto: la risposta non può più essere valutata.',
  linkTooEarly: 'Questo link non è ancora valido. L’ora del dispositivo è corretta?',
  linkForged: 'Questo link non è autentico e non può essere usato.',
  linkIncomplete: 'Questo link è incompleto e non può essere usato.',
};
