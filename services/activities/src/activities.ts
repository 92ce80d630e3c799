import type { ServiceDefinition } from '@kraftsamling/service';
import { ActivitiesModule } from './activities.module.ts';
import { ActivitiesSettings } from './activities.settings.ts';
import { problems } from './problems.ts';

export const activities: ServiceDefinition = {
  name: 'activities',
  title: { sv: 'Aktiviteter', en: 'Activities' },
  description: {
    sv: 'Vad som händer, när och var: aktiviteter, de lokaler och handledare de bokar, deras rapporter, och enkäter.',
    en: 'What happens, when and where: activities, the venues and coaches they book, their reports, and surveys.',
  },
  tags: {
    activities: 'What is planned, published, moved, cancelled and reported.',
    bookings: 'Resources that activities have, for good or for some minutes.',
    knowledge: 'What reports have taught.',
    programme: 'What is published, for everybody.',
    resources: 'Venues, coaches and equipment that can be booked.',
    surveys: 'Questions to a county, and what was answered.',
  },
  pages: [
    { path: '/v1/programme', title: { sv: 'Programmet, som JSON', en: 'The programme, as JSON' } },
    {
      path: '/v1/programme.ics',
      title: { sv: 'Programmet, som kalender att prenumerera på', en: 'The programme, as a calendar to subscribe to' },
    },
    {
      path: '/v1/programme.csv?excel=true',
      title: { sv: 'Programmet, som tabell för Excel', en: 'The programme, as a table for Excel' },
    },
    {
      path: '/v1/programme.jsonld',
      title: { sv: 'Programmet, för sökmotorer', en: 'The programme, for search engines' },
    },
    { path: '/v1/knowledge', title: { sv: 'Kunskapsbanken, som JSON', en: 'The knowledge bank, as JSON' } },
  ],
  module: ActivitiesModule,
  settings: ActivitiesSettings,
  problems,
  release: { version: '1.0.0', released: '2026-11-22', status: 'beta' },
};
