import type { Definitions } from '../../counting/definition.ts';

const counts = ['total', 'submitted', 'confirmed'];

export const nominationDefinitions = {
  nominations: {
    version: 1,
    of: 'award',
    measures: counts,
    name: { sv: 'Nomineringar', en: 'Nominations' },
    meaning: {
      sv: 'Nomineringar till utmärkelsen, efter om den som har sänt dem har bekräftat dem. Bara de bekräftade gäller. Flera kan nominera samma kommun.',
      en: 'Nominations for the award, by whether whoever sent them has confirmed them. Only those that are confirmed hold. Several may nominate the same municipality.',
    },
  },
  nominationsByOrigin: {
    version: 1,
    of: 'award',
    measures: counts,
    name: { sv: 'Nomineringar efter avsändare', en: 'Nominations by origin' },
    meaning: {
      sv: 'Nomineringar efter om en kommun har anmält sig själv eller någon annan har nominerat den.',
      en: 'Nominations by whether a municipality has entered itself or somebody else has nominated it.',
    },
  },
  nominationsByCounty: {
    version: 1,
    of: 'award',
    measures: counts,
    name: { sv: 'Nomineringar per län', en: 'Nominations by county' },
    meaning: {
      sv: 'Nomineringar efter de nominerade kommunernas län. Ett gemensamt bidrag räknas en gång i vart och ett av sina län, så länen ska inte summeras.',
      en: 'Nominations by the counties of the nominated municipalities. A joint entry counts once in each of its counties, so the counties must not be added up.',
    },
  },
  nominationsByMunicipality: {
    version: 1,
    of: 'award',
    measures: counts,
    name: { sv: 'Nomineringar per kommun', en: 'Nominations by municipality' },
    meaning: {
      sv: 'Nomineringar efter nominerad kommun. Ett gemensamt bidrag räknas i var och en av sina kommuner, så kommunerna ska inte summeras.',
      en: 'Nominations by nominated municipality. A joint entry counts in each of its municipalities, so the municipalities must not be added up.',
    },
  },
  nominationsByAward: {
    version: 1,
    of: 'network',
    measures: counts,
    name: { sv: 'Nomineringar per utmärkelse', en: 'Nominations by award' },
    meaning: {
      sv: 'Alla nomineringar efter utmärkelse. En nominering hör till en utmärkelse.',
      en: 'All nominations by award. A nomination belongs to one award.',
    },
  },
  nominationSeries: {
    version: 1,
    of: 'award',
    measures: ['submitted', 'confirmed'],
    name: { sv: 'Nomineringar per dag', en: 'Nominations by day' },
    meaning: {
      sv: 'Hur många nomineringar som sändes in och bekräftades på en kalenderdag i Sverige.',
      en: 'How many nominations were sent and confirmed on a calendar day in Sweden.',
    },
  },
} as const satisfies Definitions;
