import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { rowId } from '../src/counting/row.ts';
import type { CampaignFigures } from '../src/figures/figures.ts';
import type { Difference } from '../src/verification/verification.ts';
import { announced, registered } from './registrations.ts';
import { World } from './world.ts';

const campaign = 'digitalidag-2024';

interface Verified {
  id: string;
  equal: boolean;
  addsUp: boolean;
  facts: number;
  revision: number;
  differences: Difference[];
  failedAdditions: Difference[];
}

let world: World;

beforeAll(async () => {
  world = await World.open(import.meta.url);
  await world.startReplica();
  await world.publish([announced(campaign), ...registered(campaign, 100)]);
  await eventually(async () => expect(await confirmed()).toBe(100));
});
afterAll(() => world.close());

async function confirmed(): Promise<number> {
  const { body } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
  return body.figures.registrations.confirmed;
}

const verify = () => world.as<Verified>('operator', 'POST', '/v1/verifications');

describe('POST /v1/verifications', () => {
  it('answers that the figures are those of the facts', async () => {
    const { status, headers, body } = await verify();

    expect(status).toBe(201);
    expect(body).toMatchObject({ equal: true, addsUp: true, facts: 101, differences: [], failedAdditions: [] });
    expect(headers.get('location')).toBe(`/v1/verifications/${body.id}`);
    expect((await world.as<Verified>('operator', 'GET', `/v1/verifications/${body.id}`)).body).toEqual(body);
    const listed = await world.as<{ items: Verified[] }>('operator', 'GET', '/v1/verifications');
    expect(listed.body.items[0]).toEqual(body);
  });

  it('is right while events keep coming', async () => {
    let published = 100;
    const first = verify();
    const coming = (async () => {
      for (; published < 400; published += 10) {
        await world.publish(registered(campaign, 10));
        // However long the first takes, events come after it too.
        if (published === 250) await first;
      }
    })();

    const verified = [(await first).body];
    while (published < 400) verified.push((await verify()).body);
    await coming;

    expect(verified.filter(({ equal, addsUp }) => !equal || !addsUp)).toEqual([]);
    expect(verified.length).toBeGreaterThan(1);
  });

  it('finds a sum that somebody has tampered with, and says where it is and what it should be', async () => {
    await eventually(async () => expect(await confirmed()).toBe(400));
    const row = rowId(campaign, 'registrationsByCounty', '20');
    await world.collections.summaries(1).updateOne({ _id: row }, { $inc: { 'sums.confirmed': 1 } });

    const { body } = await verify();

    const found = { campaign, figure: 'registrationsByCounty', value: '20', measure: 'confirmed' };
    expect(body).toMatchObject({
      equal: false,
      differences: [{ ...found, shown: 401, expected: 400 }],
      addsUp: false,
      failedAdditions: [
        { ...found, shown: 401, expected: 400 },
        { campaign, figure: 'registrations', value: '', measure: 'confirmed', shown: 400, expected: 401 },
      ],
    });
  });

  it('is mended by a rebuild', async () => {
    await world.as('operator', 'POST', '/v1/rebuilds');
    await eventually(async () => {
      const { body } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
      expect(body.generation).toBe(2);
    });

    expect((await verify()).body).toMatchObject({ equal: true, addsUp: true, facts: 401 });
  });

  it('is for operators', async () => {
    expect((await world.as('secretariat', 'POST', '/v1/verifications')).status).toBe(403);
    expect(await world.as('operator', 'GET', `/v1/verifications/${crypto.randomUUID()}`)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });
});
