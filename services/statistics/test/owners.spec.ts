import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  eventOf,
  firstVersionOf,
  nominationsRepublished,
  registrationConfirmed,
  registrationsRepublished,
  versionOf,
} from '@kraftsamling/contracts';
import type { CloudEvent, RepublicationData } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import type { AwardFigures, CampaignFigures } from '../src/figures/figures.ts';
import type { Verification } from '../src/verification/verification.ts';
import { award, confirmed as nominated, informed, opened } from './award-events.ts';
import { announced, registered } from './registrations.ts';
import { World } from './world.ts';

const campaign = 'digitalidag-2024';
const epoch = 25_000;
const announcement = announced(campaign);

let world: World;
beforeEach(async () => {
  world = await World.open(import.meta.url);
  await world.publish([announcement]);
});
afterEach(() => world.close());

async function confirmed(): Promise<{ generation: number; confirmed: number }> {
  const { body } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
  return { generation: body.generation, confirmed: body.figures.registrations.confirmed };
}

/** Events that have still to be counted. */
async function pending(): Promise<number | undefined> {
  const { body } = await world.as<{ items: { pending?: number }[] }>('operator', 'GET', '/v1/rebuilds');
  return body.items[0]?.pending;
}

const verify = async () => (await world.as<Verification>('operator', 'POST', '/v1/verifications')).body;

/** What the owner still has, as it publishes it in a new epoch. */
function republished(events: readonly CloudEvent<unknown>[]): CloudEvent<unknown>[] {
  return events.map((event) => ({
    ...event,
    id: crypto.randomUUID(),
    sequence: String(firstVersionOf(epoch) + versionOf(event)).padStart(10, '0'),
  }));
}

/** The owner says that this is everything. */
function completed(count: number, inEpoch = epoch): CloudEvent<unknown> {
  return completedBy(registrationsRepublished, [{ aggregate: 'registration', count }], inEpoch);
}

function completedBy(
  contract: typeof registrationsRepublished,
  aggregates: RepublicationData['aggregates'],
  inEpoch = epoch,
): CloudEvent<unknown> {
  const data = { ...contract.example, epoch: inEpoch, aggregates };
  const version = firstVersionOf(inEpoch) + 1;
  return eventOf(contract, {
    id: crypto.randomUUID(),
    subject: data.id,
    version,
    time: new Date(),
    data,
  });
}

function forged(): CloudEvent<unknown> {
  const data = { ...registrationConfirmed.example, id: 'forged', campaignId: campaign };
  const version = 990_999;
  return eventOf(registrationConfirmed, { id: crypto.randomUUID(), subject: data.id, version, time: new Date(), data });
}

describe('An owner that has been restored from a backup', () => {
  it('is believed: what it no longer has is let go of once everything that it has has come, in both replicas and in rebuilds', async () => {
    await world.startReplica();
    await world.startReplica();
    const events = registered(campaign, 2_500);
    await world.publish(events);
    await eventually(async () => expect((await confirmed()).confirmed).toBe(2_500));

    // It says that it is complete before the last of what it has has come.
    const kept = republished([announcement, ...events.slice(0, 1_000)]);
    await world.publish(kept.slice(10));
    // Until then some that were confirmed count as submitted: each step is said again.
    await eventually(async () => expect(await pending()).toBe(0));
    await world.publish([completed(500)]);
    expect((await confirmed()).confirmed).toBe(2_500);
    await world.publish(kept.slice(0, 10));

    await eventually(async () => expect((await confirmed()).confirmed).toBe(500));
    await world.publish(events.slice(-2));
    expect(await verify()).toMatchObject({
      equal: true,
      addsUp: true,
      complete: true,
      facts: 501,
      owners: [{ owner: 'registrations', aggregate: 'registration', stated: 500, known: 500 }],
    });

    await world.as('operator', 'POST', '/v1/rebuilds');
    await eventually(async () => expect(await confirmed()).toEqual({ generation: 2, confirmed: 500 }));
    expect(await verify()).toMatchObject({ equal: true, complete: true, facts: 501 });
  });

  it('is believed as well when it is nominations', async () => {
    await world.startReplica();
    const kept = [opened(), nominated(['2081']), nominated(['2082']), informed(['2081'])];
    await world.publish([...kept, nominated(['2082']), informed(['2082'])]);
    const known = async () => {
      const { figures } = (await world.get<AwardFigures>(`/v1/awards/${award}/figures`)).body;
      return [figures.nominations.confirmed, figures.candidacies.total];
    };
    await eventually(async () => expect(await known()).toEqual([3, 2]));

    const aggregates = [
      { aggregate: 'award', count: 1 },
      { aggregate: 'nomination', count: 2 },
      { aggregate: 'candidacy', count: 1 },
    ];
    await world.publish([...republished(kept), completedBy(nominationsRepublished, aggregates)]);
    await eventually(async () => expect(await known()).toEqual([2, 1]));
    expect(await verify()).toMatchObject({ equal: true, complete: true });
  });

  it('is missed where not everything has come that it had', async () => {
    await world.startReplica();
    await world.publish([...registered(campaign, 2), completed(3, 0)]);
    await eventually(async () => expect(await verify()).toMatchObject({ equal: true, complete: false, facts: 3 }));
  });
});

describe('A forged event', () => {
  it('is undone by the next epoch of its owner', async () => {
    await world.startReplica();
    const events = registered(campaign, 2);
    await world.publish([...events, forged()]);
    await eventually(async () => expect((await confirmed()).confirmed).toBe(3));

    await world.publish([...republished([announcement, ...events]), completed(2)]);
    await eventually(async () => expect(await verify()).toMatchObject({ equal: true, complete: true, facts: 3 }));
    await eventually(async () => expect((await confirmed()).confirmed).toBe(2));
  });

  it('does not keep a rebuild from going live of which an operator has said that it may know less', async () => {
    await world.startReplica();
    await world.publish([...registered(campaign, 2), forged()]);
    await eventually(async () => expect((await confirmed()).confirmed).toBe(3));
    await world.streams.delete();
    await world.streams.provision();
    await world.publish([announcement, ...registered(campaign, 2)]);

    const mayKnowLess = { reason: 'a forged event' };
    const started = await world.as('operator', 'POST', '/v1/rebuilds', { mayKnowLess });
    expect(started).toMatchObject({ status: 202, body: { mayKnowLess: { reason: 'a forged event' } } });
    await eventually(async () => expect(await confirmed()).toEqual({ generation: 2, confirmed: 2 }));
  });
});
