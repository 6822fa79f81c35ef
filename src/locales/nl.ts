import type { Strings } from './strings.js';

/** Dutch. */
export const strings: Strings = {
  rate: 'Beoordeel dit antwoord',
  up: 'Goed antwoord',
  down: 'Fout antwoord',
  notLoaded: 'Dat is niet gelukt. Probeer het opnieuw.',

  sending: 'Wordt verzonden…',
  votedUp: 'Bedankt!',
  votedDown: 'Bedankt! Wil je ook aangeven wat er niet klopt?',
  sent: 'Bedankt! Je correctie is verzonden.',
  retracted: 'Je beoordeling is ingetrokken.',
  queued: 'Je bent offline. Het wordt verzonden zodra je weer verbinding hebt.',
  readonly: 'Dit antwoord is al beoordeeld.',

  correct: 'Verbeteren',
  change: 'Wijzigen',
  undo: 'Ongedaan maken',
  retry: 'Opnieuw proberen',
  copy: 'Mijn tekst kopiëren',

  formTitle: 'Dit antwoord verbeteren',
  ratingLegend: 'Hoe fout is het?',
  incorrect: 'Fout',
  partial: 'Deels goed',
  reasonsLegend: 'Wat klopt er niet?',
  factually_wrong: 'Niet waar',
  out_of_date: 'Verouderd',
  incomplete: 'Onvolledig',
  off_topic: 'Niet ter zake',
  hard_to_follow: 'Moeilijk te volgen',
  unsafe: 'Onveilig',
  other: 'Iets anders',
  correction: 'Wat had het antwoord moeten zijn?',
  comment: 'Verder nog iets?',
  optional: 'optioneel',
  send: 'Verzenden',
  close: 'Sluiten',
  tooLong: 'Deze tekst is te lang. Maak hem wat korter.',

  failed: 'Nog niet verzonden. Er volgt een nieuwe poging.',
  refused: 'Verzenden is niet gelukt.',
  linkExpired: 'Deze link is verlopen. Het antwoord kan niet meer worden beoordeeld.',
  linkTooEarly: 'Deze link is nog niet geldig. Staat je klok goed?',
  linkForged: 'Deze link is niet echt en kan niet worden gebruikt.',
  linkIncomplete: 'Deze link is niet volledig en kan niet worden gebruikt.',
};
