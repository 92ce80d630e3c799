import type { Definitions } from '../../counting/definition.ts';

const steps = ['submitted', 'accepted', 'published'];
const counts = ['total', ...steps];

export const articleDefinitions = {
  articles: {
    version: 1,
    of: 'award',
    measures: counts,
    name: { sv: 'Bidrag till skriften', en: 'Articles for the publication' },
    meaning: {
      sv: 'Kommunernas bidrag till skriften, efter det steg de nu står i. En kommun kan bidra utan att tävla, och med flera bidrag.',
      en: 'What municipalities have written for the publication, by the step it now stands at. A municipality may contribute without competing, and more than once.',
    },
  },
  articlesByCounty: {
    version: 1,
    of: 'award',
    measures: counts,
    name: { sv: 'Bidrag till skriften per län', en: 'Articles by county' },
    meaning: {
      sv: 'Bidrag efter kommunens län. Länen summerar till hela landet.',
      en: 'Articles by the county of the municipality. The counties add up to the country.',
    },
  },
  articlesByAward: {
    version: 1,
    of: 'network',
    measures: counts,
    name: { sv: 'Bidrag till skrifterna per utmärkelse', en: 'Articles by award' },
    meaning: {
      sv: 'Alla bidrag efter den utmärkelse vars skrift de är till för.',
      en: 'All articles by the award whose publication they are for.',
    },
  },
  articleSeries: {
    version: 1,
    of: 'award',
    measures: steps,
    name: { sv: 'Bidragens steg per dag', en: 'Steps of articles by day' },
    meaning: {
      sv: 'Hur många bidrag som tog varje steg på en kalenderdag i Sverige.',
      en: 'How many articles took each step on a calendar day in Sweden.',
    },
  },
} as const satisfies Definitions;
