import type { Definitions } from '../../counting/definition.ts';

const steps = ['nominated', 'informed', 'complemented', 'withdrawn'];
const counts = ['total', ...steps, 'joint'];

export const candidacyDefinitions = {
  candidacies: {
    version: 1,
    of: 'award',
    measures: counts,
    name: { sv: 'Kandidaturer', en: 'Candidacies' },
    meaning: {
      sv: 'Kommuner, eller flera tillsammans, som har bekräftade nomineringar, efter hur långt de har kommit: nominerad, underrättad, har kompletterat, har dragit sig ur. Gemensamma är de som är flera kommuner.',
      en: 'Municipalities, or several together, that have confirmed nominations, by how far they have come: nominated, informed, complemented, withdrawn. Joint are those of several municipalities.',
    },
  },
  candidaciesByMunicipality: {
    version: 1,
    of: 'award',
    measures: counts,
    name: { sv: 'Kandidaturer per kommun', en: 'Candidacies by municipality' },
    meaning: {
      sv: 'Kandidaturer efter kommun. En gemensam räknas i var och en av sina kommuner, så kommunerna ska inte summeras.',
      en: 'Candidacies by municipality. A joint one counts in each of its municipalities, so the municipalities must not be added up.',
    },
  },
  candidaciesByAward: {
    version: 1,
    of: 'network',
    measures: counts,
    name: { sv: 'Kandidaturer per utmärkelse', en: 'Candidacies by award' },
    meaning: {
      sv: 'Alla kandidaturer efter utmärkelse. En kandidatur hör till en utmärkelse.',
      en: 'All candidacies by award. A candidacy belongs to one award.',
    },
  },
  nominatedMunicipalities: {
    version: 1,
    of: 'award',
    measures: ['total', 'joint'],
    name: { sv: 'Nominerade kommuner', en: 'Nominated municipalities' },
    meaning: {
      sv: 'Kommuner av landets 290 som är nominerade, ensamma eller tillsammans med andra, också de som sedan har dragit sig ur. Var och en räknas en gång. Gemensamma är de som är nominerade tillsammans med andra.',
      en: 'Municipalities, of the 290 in the country, that are nominated, alone or together with others, those withdrawn since included. Each counts once. Joint are those nominated together with others.',
    },
  },
  candidacySeries: {
    version: 1,
    of: 'award',
    measures: steps,
    name: { sv: 'Kandidaturernas steg per dag', en: 'Steps of candidacies by day' },
    meaning: {
      sv: 'Hur många kandidaturer som tog varje steg på en kalenderdag i Sverige. Ett steg räknas den dag det senast togs, även om kandidaturen sedan har gått vidare.',
      en: 'How many candidacies took each step on a calendar day in Sweden. A step counts on the day it was last taken, also when the candidacy has moved on since.',
    },
  },
} as const satisfies Definitions;
