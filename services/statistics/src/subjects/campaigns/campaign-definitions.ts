import type { Definitions } from '../../counting/definition.ts';

export const campaignDefinitions = {
  campaigns: {
    version: 1,
    of: 'network',
    measures: ['total', 'announced', 'closed'],
    name: { sv: 'Kampanjer', en: 'Campaigns' },
    meaning: {
      sv: 'Kampanjer som har tillkännagetts, efter om de pågår eller är avslutade. Utkast räknas inte.',
      en: 'Campaigns that have been announced, by whether they are open or closed. Drafts do not count.',
    },
  },
} as const satisfies Definitions;
