import { campaignAnnounced, eventOf, registrationConfirmed, registrationSubmitted } from '@kraftsamling/contracts';
import type { CampaignData, CloudEvent } from '@kraftsamling/contracts';

let registrations = 0;

/** A campaign that is called what its id is, without goals. Before it is announced, nothing is shown of it. */
export function announced(id: string, change: Partial<CampaignData> = {}): CloudEvent<unknown> {
  const data = { ...campaignAnnounced.example, id, name: { sv: id, en: id }, goals: [], ...change };
  return eventOf(campaignAnnounced, { id: crypto.randomUUID(), subject: id, version: 1, time: new Date(), data });
}

/** Registrations for a campaign, each submitted and then confirmed: two events a registration. */
export function registered(campaignId: string, count: number): CloudEvent<unknown>[] {
  return Array.from({ length: count }, () => submittedAndConfirmed(campaignId)).flat();
}

function submittedAndConfirmed(campaignId: string): CloudEvent<unknown>[] {
  const subject = `registration-${++registrations}`;
  const time = new Date();
  const data = {
    ...registrationSubmitted.example,
    id: subject,
    campaignId,
    organisationId: `organisation-of-${subject}`,
  };
  const confirmed = { ...data, status: 'confirmed' as const, confirmedAt: time.toISOString() };
  return [
    eventOf(registrationSubmitted, { id: crypto.randomUUID(), subject, version: 1, time, data }),
    eventOf(registrationConfirmed, { id: crypto.randomUUID(), subject, version: 2, time, data: confirmed }),
  ];
}
