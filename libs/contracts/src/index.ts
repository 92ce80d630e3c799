import { activityEvents } from './activities/activity.ts';
import { bookingEvents } from './activities/booking.ts';
import { activitiesRepublished } from './activities/republication.ts';
import { resourceEvents } from './activities/resource.ts';
import { surveyEvents } from './activities/survey.ts';
import type { Contract } from './contract.ts';
import { ownerOf } from './contract.ts';
import { caseEvents } from './matchmaking/case.ts';
import { matchmakingRepublished } from './matchmaking/republication.ts';
import { articleEvents } from './nominations/article.ts';
import { awardEvents } from './nominations/award.ts';
import { candidacyEvents } from './nominations/candidacy.ts';
import { nominationEvents } from './nominations/nomination.ts';
import { nominationsRepublished } from './nominations/republication.ts';
import { campaignEvents } from './registrations/campaign.ts';
import { organisationEvents } from './registrations/organisation.ts';
import { registrationEvents } from './registrations/registration.ts';
import { registrationsRepublished } from './registrations/republication.ts';

export * from './contract.ts';
export * from './epoch.ts';
export { BrokenContract, parseEvent } from './parse-event.ts';
export { categories, nameOf, names } from './names.ts';
export { shownGroups, smallestGroup } from './small-groups.ts';
export { capabilities } from './vocabulary.ts';
export type { Capability } from './vocabulary.ts';
export type { RepublicationData } from './republication.ts';
export * from './registrations/campaign.ts';
export * from './registrations/organisation.ts';
export * from './registrations/registration.ts';
export * from './registrations/republication.ts';
export * from './activities/activity.ts';
export * from './activities/resource.ts';
export * from './activities/booking.ts';
export * from './activities/survey.ts';
export * from './activities/republication.ts';
export * from './matchmaking/case.ts';
export * from './matchmaking/republication.ts';
export * from './nominations/award.ts';
export * from './nominations/nomination.ts';
export * from './nominations/candidacy.ts';
export * from './nominations/article.ts';
export * from './nominations/republication.ts';

/** Everything the services say to each other. */
export const contracts: readonly Contract[] = [
  registrationsRepublished,
  ...campaignEvents,
  ...organisationEvents,
  ...registrationEvents,
  activitiesRepublished,
  ...activityEvents,
  ...resourceEvents,
  ...bookingEvents,
  ...surveyEvents,
  matchmakingRepublished,
  ...caseEvents,
  nominationsRepublished,
  ...awardEvents,
  ...nominationEvents,
  ...candidacyEvents,
  ...articleEvents,
];

/** What a service publishes: the contracts it owns. */
export function publishedBy(service: string): readonly Contract[] {
  return contracts.filter((contract) => ownerOf(contract) === service);
}

/** The event with which a service ends a republication; undefined where it publishes nothing. */
export function republicationOf(service: string): Contract | undefined {
  return contracts.find(({ type }) => type === `${service}.republication.completed.v1`);
}
