import type { ServiceDefinition } from '@kraftsamling/service';
import { ActivitiesModule } from './activities.module.ts';
import { ActivitiesSettings } from './activities.settings.ts';
import { problems } from './problems.ts';

export const activities: ServiceDefinition = {
  name: 'activities',
  title: { sv: 'Aktiviteter', en: 'Activities' },
  description:
    'What happens, when and where: activities, the venues and coaches they book, their reports, and surveys.',
  module: ActivitiesModule,
  settings: ActivitiesSettings,
  problems,
  release: { version: '1.0.0', released: '2026-11-22', status: 'beta' },
};
