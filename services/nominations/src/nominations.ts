import type { ServiceDefinition } from '@kraftsamling/service';
import { NominationsModule } from './nominations.module.ts';
import { NominationsSettings } from './nominations.settings.ts';
import { problems } from './problems.ts';

export const nominations: ServiceDefinition = {
  name: 'nominations',
  title: { sv: 'Nomineringar', en: 'Nominations' },
  description: 'Who is honoured: awards, nominations and candidacies, the jury, and a record that anybody can check.',
  module: NominationsModule,
  settings: NominationsSettings,
  problems,
  release: { version: '1.0.0', released: '2026-11-26', status: 'beta' },
};
