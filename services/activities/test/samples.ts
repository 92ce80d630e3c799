import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { campaignAnnounced, organisationJoined } from '@kraftsamling/contracts';
import type { CampaignData, OrganisationData } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import type { Call } from '@kraftsamling/testing';
import { Campaigns } from '../src/campaign/campaign.replica.ts';
import { Organisations } from '../src/organisation/organisation.replica.ts';
import type { Running } from './running.ts';

/** Of letters: many digits in a row look like a telephone number, which titles may not hold. */
export const newId = (word: string) =>
  `${word}-${randomUUID()
    .slice(0, 8)
    .replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))}`;

/** A campaign as registrations publishes it, with an id of its own: two theme days, counted from April to November 2024. */
export function aCampaign(change: Partial<CampaignData> = {}): CampaignData {
  return { ...campaignAnnounced.example, id: newId('digital-days'), ...change };
}

export function anOrganisation(change: Partial<OrganisationData> = {}): OrganisationData {
  return { ...organisationJoined.example, id: newId('organisation'), ...change };
}

/** Publishes a campaign and waits until it is in the replica. Answers its id. */
export async function campaignPublished(
  the: Running,
  change: Partial<CampaignData> = {},
  version = 1,
): Promise<string> {
  const data = aCampaign(change);
  await the.streams.publish(campaignAnnounced, { subject: data.id, version, data });
  const replica = the.service.app.get(Campaigns);
  await eventually(async () => expect((await replica.known([data.id])).get(data.id)).toEqual(data));
  return data.id;
}

/** Publishes an organisation and waits until it is in the replica. Answers its id. */
export async function organisationPublished(
  the: Running,
  change: Partial<OrganisationData> = {},
  version = 1,
): Promise<string> {
  const data = anOrganisation(change);
  await the.streams.publish(organisationJoined, { subject: data.id, version, data });
  const replica = the.service.app.get(Organisations);
  await eventually(async () => expect((await replica.known([data.id])).get(data.id)).toEqual(data));
  return data.id;
}

/** What an organiser sends to plan an activity: on the first theme day, in the library, with a title of its own. */
export function anActivity(change: Readonly<Record<string, unknown>> = {}) {
  return {
    title: { sv: newId('Kom igång med e-legitimation') },
    form: 'drop-in',
    topics: ['e-identification'],
    targetGroups: ['senior-citizens'],
    languages: ['sv'],
    mode: 'on-site',
    municipality: '2081',
    venue: { name: 'Borlänge bibliotek', accessibility: ['step-free'] },
    sessions: [{ start: '2024-11-15T10:00', end: '2024-11-15T12:00' }] as unknown[],
    freeOfCharge: true,
    organisers: ['organisation-1'],
    campaigns: [] as string[],
    ...change,
  };
}

export async function planned(
  call: Call,
  token: string,
  change: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const answer = await call('POST', '/v1/activities', { token, body: anActivity(change) });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body.id as string;
}

/** Its campaigns and organisers must have been published. */
export async function published(
  call: Call,
  token: string,
  change: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const id = await planned(call, token, change);
  expect(await call('POST', `/v1/activities/${id}/publication`, { token })).toMatchObject({ status: 200 });
  return id;
}

export const aReport = {
  onSite: { people: 40, evidence: 'counted' },
  targetGroups: [{ targetGroup: 'senior-citizens', people: 31 }],
  developedCompetence: 28,
  staffTrained: 2,
  volunteersTrained: 1,
};

/** A room that activities can book, with a name of its own. */
export function aVenue(change: Readonly<Record<string, unknown>> = {}) {
  return {
    kind: 'venue',
    organisationId: 'organisation-1',
    name: newId('Röda rummet'),
    municipality: '2081',
    capacity: 40,
    accessibility: ['step-free'],
    ...change,
  };
}

export function aCoach(change: Readonly<Record<string, unknown>> = {}) {
  return {
    kind: 'coach',
    organisationId: 'organisation-1',
    municipality: '2081',
    languages: ['sv', 'ar'],
    topics: ['e-identification'],
    ...change,
  };
}

/** Adds a resource. Answers its id. */
export async function added(call: Call, token: string, resource: object): Promise<string> {
  const answer = await call('POST', '/v1/resources', { token, body: resource });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body.id as string;
}
