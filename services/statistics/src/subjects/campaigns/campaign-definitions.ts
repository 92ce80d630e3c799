import type { Definitions } from '../../counting/definition.ts';

export const campaignDefinitions = {
  campaigns: {
    version: 1,
    of: 'network',
    measures: ['total', 'announced', 'closed'],
    name: { sv: 'Kampanjer', en: 'Campaigns' },
    meaning: {
      sv: 'Kampanjer som har tillkännagetts, efter om kansliet har avslutat dem (closed) eller inte (announced). Utkast räknas inte. Var en kampanj är i kalendern, före, under eller efter sina dagar, säger dess egen phase.',
      en: 'Campaigns that have been announced, by whether the secretariat has closed them or not (announced). Drafts do not count. Where a campaign is in the calendar, before, in or after its days, its own phase says.',
    },
  },
} as const satisfies Definitions;
