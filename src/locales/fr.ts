import type { Strings } from './strings.js';

/** French. */
export const strings: Strings = {
  rate: 'Évaluer cette réponse',
  up: 'Bonne réponse',
  down: 'Mauvaise réponse',
  notLoaded: 'Cela n’a pas fonctionné. Veuillez réessayer.',

  sending: 'Envoi en cours…',
  votedUp: 'Merci !',
  votedDown: 'Merci ! Pouvez-vous aussi préciser ce qui ne va pas ?',
  sent: 'Merci ! Votre correction a été envoyée.',
  retracted: 'Votre évaluation a été retirée.',
  queued: 'Vous êtes hors ligne. L’envoi se fera dès le retour de la connexion.',
  readonly: 'Cette réponse a déjà été évaluée.',

  correct: 'Corriger',
  change: 'Modifier',
  undo: 'Annuler',
  retry: 'Réessayer',
  copy: 'Copier mon texte',

  formTitle: 'Corriger cette réponse',
  ratingLegend: 'À quel point est-elle fausse ?',
  incorrect: 'Fausse',
  partial: 'Juste en partie',
  reasonsLegend: 'Qu’est-ce qui ne va pas ?',
  factually_wrong: 'Inexacte',
  out_of_date: 'Pas à jour',
  incomplete: 'Incomplète',
  off_topic: 'Hors sujet',
  hard_to_follow: 'Difficile à suivre',
  unsafe: 'Dangereuse',
  other: 'Autre chose',
  correction: 'Quelle aurait dû être la réponse ?',
  comment: 'Quelque chose à ajouter ?',
  optional: 'facultatif',
  send: 'Envoyer',
  close: 'Fermer',
  tooLong: 'Ce texte est trop long. Veuillez le raccourcir.',

  failed: 'Pas encore envoyé. Un nouvel essai suivra.',
  refused: 'L’envoi a échoué.',
  linkExpired: 'Ce lien a expiré : la réponse ne peut plus être évaluée.',
  linkTooEarly: 'Ce lien n’est pas encore valide. Votre appareil est-il à l’heure ?',
  linkForged: 'Ce lien n’est pas authentique et ne peut pas être utilisé.',
  linkIncomplete: 'Ce lien est incomplet et ne peut pas être utilisé.',
};
