import type { Strings } from './strings.js';

/** Spanish. */
export const strings: Strings = {
  rate: 'Valorar esta respuesta',
  up: 'Respuesta correcta',
  down: 'Respuesta incorrecta',
  notLoaded: 'Algo salió mal. Inténtelo de nuevo.',

  sending: 'Enviando…',
  votedUp: '¡Gracias!',
  votedDown: '¡Gracias! ¿Quiere decirnos también qué está mal?',
  sent: '¡Gracias! La corrección se ha enviado.',
  retracted: 'La valoración se ha retirado.',
  queued: 'Sin conexión. Se enviará en cuanto se restablezca.',
  readonly: 'Esta respuesta ya está valorada.',

  correct: 'Corregir',
  change: 'Cambiar',
  undo: 'Deshacer',
  retry: 'Reintentar',
  copy: 'Copiar mi texto',

  formTitle: 'Corregir esta respuesta',
  ratingLegend: '¿Hasta qué punto es incorrecta?',
  incorrect: 'Incorrecta',
  partial: 'Correcta en parte',
  reasonsLegend: '¿Qué está mal?',
  factually_wrong: 'No es cierto',
  out_of_date: 'Desactualizada',
  incomplete: 'Incompleta',
  off_topic: 'Fuera de tema',
  hard_to_follow: 'Difícil de entender',
  unsafe: 'Peligrosa',
  other: 'Otro motivo',
  correction: '¿Cuál habría sido la respuesta correcta?',
  comment: '¿Algo más?',
  optional: 'opcional',
  send: 'Enviar',
  close: 'Cerrar',
  tooLong: 'El texto es demasiado largo. Acórtelo, por favor.',

  failed: 'Aún no se ha enviado. Se volverá a intentar.',
  refused: 'No se pudo enviar.',
  linkExpired: 'Este enlace ha caducado y la respuesta ya no se puede valorar.',
  linkTooEarly: 'Este enlace aún no es válido. ¿Es correcta la hora de su dispositivo?',
  linkForged: 'Este enlace no es auténtico y no se puede usar.',
  linkIncomplete: 'Este enlace está incompleto y no se puede usar.',
};
