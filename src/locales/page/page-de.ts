import type { PageStrings } from './page-strings.js';

/** German. */
export const strings: PageStrings = {
  checking: 'Link wird geprüft …',
  question: 'Frage',
  answer: 'Antwort',
  showAll: 'Alles anzeigen',
  askRating: 'Ist diese Antwort richtig?',
  notUsable: 'Dieser Link kann nicht verwendet werden',
  notReached: 'Die Antwort konnte nicht geladen werden',

  needsScript: 'Diese Seite braucht JavaScript, um die Antwort anzuzeigen.',
  right: 'Richtig',
  chooseRating: 'Bitte eines davon auswählen.',
  takeBack: 'Bewertung zurücknehmen',
  tryLater: 'Bitte {when} noch einmal versuchen.',
};
