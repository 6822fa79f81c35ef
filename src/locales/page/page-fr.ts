import type { PageStrings } from './page-strings.js';

/** French. */
export const strings: PageStrings = {
  checking: 'Vérification du lien…',
  question: 'Question',
  answer: 'Réponse',
  showAll: 'Tout afficher',
  askRating: 'Cette réponse est-elle juste ?',
  notUsable: 'Ce lien ne peut pas être utilisé',
  notReached: 'Impossible de charger la réponse',

  needsScript: 'Cette page a besoin de JavaScript pour afficher la réponse.',
  right: 'Juste',
  chooseRating: 'Veuillez faire un choix.',
  takeBack: 'Retirer mon évaluation',
  tryLater: 'Veuillez réessayer {when}.',
};
