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
export type { CampaignData } from './registrations/campaign.ts';
export type { Capability } from './registrations/capability.ts';
export type { OrganisationData } from './registrations/organisation.ts';
export type { RegistrationData } from './registrations/registration.ts';
export {
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
];
