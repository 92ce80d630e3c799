import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import {
  activityCancelled,
  activityPublished,
  campaignAnnounced,
  organisationAmended,
  organisationJoined,
  registrationConfirmed,
} from '@kraftsamling/contracts';
import type {
  ActivityData,
  CampaignData,
  Capability,
  OrganisationData,
  RegistrationData,
} from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import { Activities } from '../src/activity/activity.replica.ts';
import { Campaigns } from '../src/campaign/campaign.replica.ts';
import { identifyCase, recordInventory } from '../src/case/case.ts';
import { Cases } from '../src/case/case.store.ts';
import { Organisations } from '../src/organisation/organisation.replica.ts';
import { beginning, stateOf } from './case-samples.ts';
import type { Running } from './running.ts';

export const newId = (word: string) => `${word}-${randomUUID().slice(0, 8)}`;

export const offer = (capability: Capability['capability'], amount: number): Capability => ({
  capability,
  amount,
  days: [],
  languages: [],
  targetGroups: [],
  themes: [],
});

export function anOrganisation(change: Partial<OrganisationData> = {}): OrganisationData {
  const { name: _, ...example } = organisationJoined.example;
  const id = newId('organisation');
  return { ...example, id, name: `Föreningen ${id}`, offers: [offer('coaches', 2)], needs: [], ...change };
}

export function aRegistration(change: Partial<RegistrationData> = {}): RegistrationData {
  return { ...registrationConfirmed.example, id: newId('registration'), organisationId: newId('owner'), ...change };
}

export function anActivity(change: Partial<ActivityData> = {}): ActivityData {
  return { ...activityPublished.example, id: newId('activity'), ...change };
}

/** Publishes a campaign and waits until it is in the replica. Answers its id. */
export async function campaignPublished(
  the: Running,
  change: Partial<CampaignData> = {},
  version = 1,
): Promise<string> {
  const data = { ...campaignAnnounced.example, id: newId('digital-days'), ...change };
  await the.streams.publish(campaignAnnounced, { subject: data.id, version, data });
  await eventually(async () => expect(await the.service.app.get(Campaigns).get(data.id)).toEqual(data));
  return data.id;
}

/** Publishes an organisation and waits until it is in the replica. */
export async function organisationPublished(
  the: Running,
  change: Partial<OrganisationData> = {},
  version = 1,
): Promise<OrganisationData> {
  const data = anOrganisation(change);
  const contract = version === 1 ? organisationJoined : organisationAmended;
  await the.streams.publish(contract, { subject: data.id, version, data });
  await eventually(async () =>
    expect((await the.service.app.get(Organisations).known([data.id])).get(data.id)).toEqual(data),
  );
  return data;
}

/** Publishes an activity, or that it is cancelled, and waits until it is in the replica. */
export async function activityIs(
  the: Running,
  status: 'published' | 'cancelled',
  change: Partial<ActivityData>,
  version = 1,
): Promise<ActivityData> {
  const data = anActivity({ ...change, status });
  const contract = status === 'published' ? activityPublished : activityCancelled;
  await the.streams.publish(contract, { subject: data.id, version, data });
  await eventually(async () =>
    expect((await the.service.app.get(Activities).known([data.id])).get(data.id)).toEqual(data),
  );
  return data;
}

/** So many cases, put straight into the store, in which nobody has been found: nothing happens to them by itself. */
export async function casesStored(
  the: Running,
  campaignId: string,
  many: number,
  at: (n: number) => Date,
): Promise<void> {
  const cases = the.service.app.get(Cases);
  const store = async (n: number) => {
    const { state } = identifyCase({ ...beginning, campaignId }, at(n));
    const found = recordInventory(state, { proposals: [], cannotBeMet: ['coaches'] }, at(n));
    // Eight digits of a thousand ids would be the same now and then.
    await cases.create(`case-${randomUUID()}`, { state: stateOf(found), events: [] });
  };
  // No more at once than get a connection to the database in time.
  for (let stored = 0; stored < many; stored += 50)
    await Promise.all(Array.from({ length: Math.min(50, many - stored) }, (_, n) => store(stored + n)));
}

export const aNeed = (amount = 2) => ({ demands: [{ capability: 'coaches', amount }], days: ['2024-11-15'] });

/** Opens a case and asks one organisation after another for the one seat there is. Answers the address of the case. */
export async function asked(
  the: Running,
  campaignId: string,
  organisations: readonly OrganisationData[],
  amount = 2,
): Promise<string> {
  const token = the.secretariat;
  const opened = await the.call('POST', '/v1/cases', {
    token,
    body: { campaignId, municipality: '2081', need: aNeed(amount) },
  });
  expect(opened).toMatchObject({ status: 201, body: { status: 'identified' } });
  const address = `/v1/cases/${opened.body.id as string}`;

  const [first, ...others] = organisations.map(({ id }) => ({
    organisationId: id,
    brings: [{ capability: 'coaches', amount }],
  }));
  const inventoried = await the.call('POST', `${address}/inventory`, {
    token,
    body: { members: [{ ...first, replacements: others }] },
  });
  expect(inventoried).toMatchObject({ status: 200, body: { status: 'inventoried', proposals: 1 } });
  const contacted = await the.call('POST', `${address}/contact`, { token, body: { proposal: 0 } });
  expect(contacted).toMatchObject({ status: 200, body: { status: 'contacting' } });
  return address;
}
