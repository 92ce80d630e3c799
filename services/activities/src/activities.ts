import {
  activityAmended,
  activityCancelled,
  activityPlanned,
  activityPublished,
  activityReportCorrected,
  activityReported,
  bookingConfirmed,
  bookingExpired,
  bookingHeld,
  bookingReleased,
  resourceAdded,
  resourceAmended,
  resourceRetired,
  surveyClosed,
  surveyCounted,
  surveyOpened,
} from '@kraftsamling/contracts';
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
  publishes: [
    activityPlanned,
    activityAmended,
    activityPublished,
    activityCancelled,
    activityReported,
    activityReportCorrected,
    resourceAdded,
    resourceAmended,
    resourceRetired,
    bookingHeld,
    bookingConfirmed,
    bookingReleased,
    bookingExpired,
    surveyOpened,
    surveyCounted,
    surveyClosed,
  ],
  problems,
  release: { version: '1.0.0', released: '2026-11-22', status: 'beta' },
};
