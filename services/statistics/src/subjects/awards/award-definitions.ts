import type { Definitions } from '../../counting/definition.ts';

const sizes = ['total', 'municipalities'];

export const awardDefinitions = {
  awards: {
    version: 1,
    of: 'network',
    measures: ['total', 'open', 'announced'],
    name: { sv: 'Utmärkelser', en: 'Awards' },
    meaning: {
      sv: 'Utmärkelser som har öppnats för nomineringar, efter om vinnaren är tillkännagiven. Utkast räknas inte.',
      en: 'Awards that have been opened for nominations, by whether the winner has been announced. Drafts do not count.',
    },
  },
  longListed: {
    version: 1,
    of: 'award',
    measures: sizes,
    name: { sv: 'Nominerade av juryn', en: 'On the long list' },
    meaning: {
      sv: 'Kandidaturer som juryn har tagit ut i första omgången, sedan det har tillkännagetts, och hur många kommuner de är. Ordningen säger inget om juryns poäng.',
      en: 'Candidacies that the jury has chosen in its first round, once that has been announced, and how many municipalities they are. Their order says nothing of the scores.',
    },
  },
  shortListed: {
    version: 1,
    of: 'award',
    measures: sizes,
    name: { sv: 'Slutnominerade', en: 'On the short list' },
    meaning: {
      sv: 'Kandidaturer som juryn har tagit ut som finalister, sedan det har tillkännagetts, och hur många kommuner de är. Ordningen säger inget om juryns poäng.',
      en: 'Candidacies that the jury has chosen as finalists, once that has been announced, and how many municipalities they are. Their order says nothing of the scores.',
    },
  },
  winner: {
    version: 1,
    of: 'award',
    measures: ['municipalities'],
    name: { sv: 'Vinnare', en: 'Winner' },
    meaning: {
      sv: 'Den kommun, eller de kommuner tillsammans, som har fått utmärkelsen, sedan det har tillkännagetts.',
      en: 'The municipality, or the municipalities together, that the award has gone to, once that has been announced.',
    },
  },
} as const satisfies Definitions;
