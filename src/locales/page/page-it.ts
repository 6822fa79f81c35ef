import type { PageStrings } from './page-strings.js';

/** Italian. */
export const strings: PageStrings = {
  checking: 'Verifica del link in corso…',
  question: 'Domanda',
  answer: 'Risposta',
  showAll: 'Mostra tutto',
  askRating: 'Questa risposta è corretta?',
  notUsable: 'Questo link non può essere usato',
  notReached: 'Impossibile caricare la risposta',

  needsScript: 'Questa pagina ha bisogno di JavaScript per mostrare la risposta.',
  right: 'Corretta',
  chooseRating: 'Scegli una delle opzioni.',
  takeBack: 'Ritira la mia valutazione',
  tryLater: 'Riprova {when}.',
};
