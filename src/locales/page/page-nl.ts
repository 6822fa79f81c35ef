import type { PageStrings } from './page-strings.js';

/** Dutch. */
export const strings: PageStrings = {
  checking: 'Link wordt gecontroleerd…',
  question: 'Vraag',
  answer: 'Antwoord',
  showAll: 'Alles tonen',
  askRating: 'Klopt dit antwoord?',
  notUsable: 'Deze link kan niet worden gebruikt',
  notReached: 'Het antwoord kon niet worden geladen',

  needsScript: 'Deze pagina heeft JavaScript nodig om het antwoord te tonen.',
  right: 'Goed',
  chooseRating: 'Kies een van de drie.',
  takeBack: 'Mijn beoordeling intrekken',
  tryLater: 'Probeer het {when} opnieuw.',
};
