import type { Strings } from './strings.js';

/** Brazilian Portuguese. */
export const strings: Strings = {
  rate: 'Avaliar esta resposta',
  up: 'Resposta certa',
  down: 'Resposta errada',
  notLoaded: 'Algo deu errado. Tente novamente.',

  sending: 'Enviando…',
  votedUp: 'Obrigado!',
  votedDown: 'Obrigado! Você pode dizer também o que está errado?',
  sent: 'Obrigado! Sua correção foi enviada.',
  retracted: 'Sua avaliação foi retirada.',
  queued: 'Você está offline. O envio será feito quando a conexão voltar.',
  readonly: 'Esta resposta já foi avaliada.',

  correct: 'Corrigir',
  change: 'Alterar',
  undo: 'Desfazer',
  retry: 'Tentar novamente',
  copy: 'Copiar meu texto',

  formTitle: 'Corrigir esta resposta',
  ratingLegend: 'O quanto ela está errada?',
  incorrect: 'Errada',
  partial: 'Parcialmente certa',
  reasonsLegend: 'O que está errado?',
  factually_wrong: 'Não é verdade',
  out_of_date: 'Desatualizada',
  incomplete: 'Incompleta',
  off_topic: 'Fora do assunto',
  hard_to_follow: 'Difícil de entender',
  unsafe: 'Perigosa',
  other: 'Outro motivo',
  correction: 'Qual seria a resposta certa?',
  comment: 'Algo mais?',
  optional: 'opcional',
  send: 'Enviar',
  close: 'Fechar',
  tooLong: 'Este texto é longo demais. Encurte um pouco, por favor.',

  failed: 'Ainda não foi enviado. Haverá uma nova tentativa.',
  refused: 'Não foi possível enviar.',
  linkExpired: 'Este link expirou, e a resposta não pode mais ser avaliada.',
  linkTooEarly: 'Este link ainda não é válido. O relógio do seu dispositivo está certo?',
  linkForged: 'Este link não é autêntico e não pode ser usado.',
  linkIncomplete: 'Este link está incompleto e não pode ser usado.',
};
