import type { PageStrings } from './page-strings.js';

/** Brazilian Portuguese. */
export const strings: PageStrings = {
  checking: 'Verificando o link…',
  question: 'Pergunta',
  answer: 'Resposta',
  showAll: 'Mostrar tudo',
  askRating: 'Esta resposta está certa?',
  notUsable: 'Este link não pode ser usado',
  notReached: 'Não foi possível carregar a resposta',

  needsScript: 'Esta página precisa de JavaScript para mostrar a resposta.',
  right: 'Certa',
  chooseRating: 'Escolha uma opção.',
  takeBack: 'Retirar minha avaliação',
  tryLater: 'Tente novamente {when}.',
};
