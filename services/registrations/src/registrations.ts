import type { ServiceDefinition } from '@kraftsamling/service';
import { problems } from './problems.ts';
import { RegistrationsModule } from './registrations.module.ts';
import { RegistrationsSettings } from './registrations.settings.ts';

export const registrations: ServiceDefinition = {
  name: 'registrations',
  title: { sv: 'Anmälningar', en: 'Registrations' },
  description: {
    sv: 'Vilka som är med: kampanjer, nätverkets organisationer, och deras anmälningar. Den som har anmält sig har fått en egen länk med e-post.',
    en: 'Who takes part: campaigns, the organisations of the network, and their registrations. Whoever has registered has a link of their own by e-mail.',
  },
  tags: {
    campaigns: 'When a campaign takes place, and when one may register.',
    mails: 'Outgoing mail.',
    organisations: 'Who is in the network.',
    'personal data': 'What is kept of people, and for how long.',
    registrations: 'Who takes part in a campaign, and when.',
  },
  pages: [
    { path: '/v1/campaigns', title: { sv: 'Kampanjerna, som JSON', en: 'The campaigns, as JSON' } },
    { path: '/v1/organisations', title: { sv: 'Organisationerna, som JSON', en: 'The organisations, as JSON' } },
  ],
  module: RegistrationsModule,
  settings: RegistrationsSettings,
  problems,
  release: { version: '1.0.0', released: '2026-11-22', status: 'beta' },
};
