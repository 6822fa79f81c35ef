import type { PageStrings } from './page-strings.js';

/** Spanish. */
export const strings: PageStrings = {
  checking: 'Verificando el enlace…',
  question: 'Pregunta',
  answer: 'Respuesta',
  showAll: 'Mostrar todo',
  askRating: '¿Es correcta esta respuesta?',
  notUsable: 'Este enlace no se puede usar',
  notReached: 'No se pudo cargar la respuesta',

  needsScript: 'Esta página necesita JavaScript para mostrar la respuesta.',
  right: 'Correcta',
  chooseRating: 'Elija una opción.',
  takeBack: 'Retirar mi valoración',
  tryLater: 'Inténtelo de nuevo {when}.',
};
