import type { ServiceDefinition } from '@kraftsamling/service';
import { NominationsModule } from './nominations.module.ts';
import { NominationsSettings } from './nominations.settings.ts';
import { problems } from './problems.ts';

export const nominations: ServiceDefinition = {
  name: 'nominations',
  title: { sv: 'Nomineringar', en: 'Nominations' },
  description: {
    sv: 'Vilka som hedras: utmärkelser, nomineringar och kandidaturer, juryn, och ett protokoll som vem som helst kan kontrollera.',
    en: 'Who is honoured: awards, nominations and candidacies, the jury, and a record that anybody can check.',
  },
  tags: {
    articles: 'What municipalities write of their digitalisation.',
    awards: 'Honours, their deadlines and their lists.',
    candidacies: 'Municipalities that were nominated.',
    conflicts: 'What ties a juror to a candidacy.',
    deliberations: 'Rounds of the jury, and what its scores say.',
    jury: 'Who is in it, and what each has before them.',
    mails: 'Outgoing mail.',
    municipalities: 'Where a municipality is reached.',
    nominations: 'What nominators have sent.',
  },
  pages: [
    { path: '/nominate', title: { sv: 'Nominera', en: 'Nominate' } },
    { path: '/v1/awards', title: { sv: 'Utmärkelserna, som JSON', en: 'The awards, as JSON' } },
    {
      path: '/v1/articles',
      title: { sv: 'Kommunernas berättelser, som JSON', en: 'Articles of municipalities, as JSON' },
    },
    { path: '/jury', title: { sv: 'För juryn', en: 'For the jury' } },
    { path: '/secretariat', title: { sv: 'För kansliet', en: 'For the secretariat' } },
  ],
  module: NominationsModule,
  settings: NominationsSettings,
  problems,
  release: { version: '1.0.0', released: '2026-11-26', status: 'beta' },
};
