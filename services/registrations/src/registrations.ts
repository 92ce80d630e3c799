import type { ServiceDefinition } from '@kraftsamling/service';
import { problems } from './problems.ts';
import { RegistrationsModule } from './registrations.module.ts';
import { RegistrationsSettings } from './registrations.settings.ts';

export const registrations: ServiceDefinition = {
  name: 'registrations',
  title: { sv: 'Anmälningar', en: 'Registrations' },
  description: 'Who takes part: campaigns, the organisations of the network, and their registrations.',
  module: RegistrationsModule,
  settings: RegistrationsSettings,
  problems,
  release: { version: '1.0.0', released: '2026-11-22', status: 'beta' },
};
