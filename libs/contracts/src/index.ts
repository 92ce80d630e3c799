import { activityAmended } from './activities/activity-amended.ts';
import { activityCancelled } from './activities/activity-cancelled.ts';
import { activityPlanned } from './activities/activity-planned.ts';
import { activityPublished } from './activities/activity-published.ts';
import { activityReportCorrected } from './activities/activity-report-corrected.ts';
import { activityReported } from './activities/activity-reported.ts';
import { bookingConfirmed } from './activities/booking-confirmed.ts';
import { bookingExpired } from './activities/booking-expired.ts';
import { bookingHeld } from './activities/booking-held.ts';
import { bookingReleased } from './activities/booking-released.ts';
import { resourceAdded } from './activities/resource-added.ts';
import { resourceAmended } from './activities/resource-amended.ts';
import { resourceRetired } from './activities/resource-retired.ts';
import { surveyClosed } from './activities/survey-closed.ts';
import { surveyCounted } from './activities/survey-counted.ts';
import { surveyOpened } from './activities/survey-opened.ts';
import type { Contract } from './contract.ts';
import { campaignAmended } from './registrations/campaign-amended.ts';
import { campaignAnnounced } from './registrations/campaign-announced.ts';
import { campaignClosed } from './registrations/campaign-closed.ts';
import { kitIssued } from './registrations/kit-issued.ts';
import { organisationAmended } from './registrations/organisation-amended.ts';
import { organisationJoined } from './registrations/organisation-joined.ts';
import { registrationAmended } from './registrations/registration-amended.ts';
import { registrationConfirmed } from './registrations/registration-confirmed.ts';
import { registrationContacted } from './registrations/registration-contacted.ts';
import { registrationDeclined } from './registrations/registration-declined.ts';
import { registrationSubmitted } from './registrations/registration-submitted.ts';
import { registrationWithdrawn } from './registrations/registration-withdrawn.ts';

export * from './contract.ts';
export { BrokenContract, parseEvent } from './parse-event.ts';
export type { ActivityData, ReportData } from './activities/activity.ts';
export type { BookingData } from './activities/booking.ts';
export type { ResourceData } from './activities/resource.ts';
export type { SurveyData } from './activities/survey.ts';
export type { CampaignData } from './registrations/campaign.ts';
export type { Capability } from './registrations/capability.ts';
export type { OrganisationData } from './registrations/organisation.ts';
export type { RegistrationData } from './registrations/registration.ts';
export {
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
  campaignAmended,
  campaignAnnounced,
  campaignClosed,
  kitIssued,
  organisationAmended,
  organisationJoined,
  registrationAmended,
  registrationConfirmed,
  registrationContacted,
  registrationDeclined,
  registrationSubmitted,
  registrationWithdrawn,
};

/** Everything the services say to each other. */
export const contracts: readonly Contract[] = [
  campaignAnnounced,
  campaignAmended,
  campaignClosed,
  organisationJoined,
  organisationAmended,
  registrationSubmitted,
  registrationAmended,
  registrationContacted,
  registrationConfirmed,
  registrationDeclined,
  registrationWithdrawn,
  kitIssued,
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
];
