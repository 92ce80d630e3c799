import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { municipalities } from '@kraftsamling/geography';
import { eventually, inTime, shuffled, twice } from '@kraftsamling/testing';
import type { CampaignFigures, CoverageGaps } from '../src/figures/figures.ts';
import { cancelled, published } from './activities.ts';
import { EventStream } from './event-stream.ts';
import { announced } from './registrations.ts';
import { World } from './world.ts';

const campaign = 'digitalidag-2024';
const path = `/v1/figures/${campaign}/coverage-gaps`;

/** Every municipality of the country, in no order, so that the empty ones lie everywhere. */
const codes = shuffled(
  municipalities.map(({ code }) => code),
  46,
);
const covered = codes.slice(0, 216);
const empty = codes.slice(216).sort();

let world: World;

beforeAll(async () => {
  world = await World.open(import.meta.url);
  await world.startReplica();
  await world.startReplica();
  const events = covered.map((municipality) => published({ municipality }));
  await world.publish(shuffled(twice([announced(campaign), ...events]), 7));
  await eventually(async () => expect((await gaps()).items).toHaveLength(74));
});
afterAll(() => world.close());

const gaps = async () => (await world.get<CoverageGaps>(path)).body;

describe('GET /v1/figures/{campaignId}/coverage-gaps', () => {
  it('lists exactly the 74 municipalities without an activity when 216 have one', async () => {
    const { campaign: of, items } = await gaps();

    expect(of).toBe(campaign);
    expect(items.map(({ municipality }) => municipality)).toEqual(empty);
    const { body } = await world.get<CampaignFigures>(`/v1/figures/${campaign}`);
    expect(body.figures.coverage).toEqual({ covered: 216, of: 290, empty: items });
  });

  it('has one more within two seconds after the only activity of a municipality is cancelled, live too', async () => {
    const listener = await EventStream.open(world.url(`/v1/live?campaign=${campaign}`));
    await eventually(() => expect(listener.figures).toMatchObject({ figures: { coverage: { covered: 216 } } }));
    const [municipality] = covered as [string];

    await world.publish([cancelled({ municipality })]);

    const pushed = await inTime('a gap is shown', 2_000, () => {
      const { figures } = listener.figures as CampaignFigures;
      expect(figures.coverage.covered).toBe(215);
      return figures.coverage.empty;
    });
    const { items } = await gaps();
    expect(items).toHaveLength(75);
    expect(items).toEqual(pushed);
    expect(items).toContainEqual(expect.objectContaining({ municipality }));
    listener.close();
  });

  it('answers 304 to who has the list already, and refuses campaigns that are unknown', async () => {
    const { headers } = await world.get(path);

    expect((await world.get(path, { 'if-none-match': headers.get('etag')! })).status).toBe(304);
    expect(await world.get('/v1/figures/no-such-campaign/coverage-gaps')).toMatchObject({
      status: 404,
      body: { code: 'unknown-campaign' },
    });
  });
});
