import type { Definitions } from '../../counting/definition.ts';

export const campaignDefinitions = {
  campaigns: {
    version: 1,
    of: 'network',
    measures: ['total', 'announced', 'closed'],
    name: { sv: 'Kampanjer', en: 'Campaigns' },
    meaning: {
      sv: 'Kampanjer som har tillkännagetts, efter om kansliet har avslutat dem eller inte. Utkast räknas inte. Om en kampanj ligger före, i eller efter sina dagar står hos den själv.',
      en: 'Campaigns that have been announced, by whether the secretariat has closed them or not. Drafts do not count. Whether a campaign is before, in or after its days stands with the campaign itself.',
    },
  },
} as const satisfies Definitions;
