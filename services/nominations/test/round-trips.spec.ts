import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, ready, roundTripsOf } from '@kraftsamling/testing';
import { coalitionIs, organisationIs } from './conflict-samples.ts';
import { running, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { AwardYear, instants } from './year.ts';

let the: Running;
let year: AwardYear;
/** By what keeps the juror from it. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  the = await running(import.meta.url);
  await ready(the.call);
  const elsewhere = await AwardYear.open(worldOf(the));
  year = await AwardYear.open(worldOf(the));
  await year.at(instants.entries);
  Object.assign(ids, {
    blocked: await year.enter('2081'),
    undecided: await year.enter('2080'),
    'of another award': await elsewhere.enter('2082'),
    unknown: randomUUID(),
  });
  await year.at(instants['long-list']);
  const town = await organisationIs(the, { category: 'municipality', municipality: '2080' });
  const club = await organisationIs(the);
  await coalitionIs(the, [club, town]);
  const ties = [
    { kind: 'residence', municipality: '2081' },
    { kind: 'board', organisationId: club },
  ];
  await the.call('POST', `/v1/awards/${year.award}/declaration`, { token: token(), body: { ties } });
  await eventually(async () => expect(await asked('/v1/candidacies/:id', ids['undecided'])).toBe(404));
});
afterAll(async () => the[Symbol.asyncDispose]());

const token = () => year.jurors.get('juror-1')?.token ?? '';

async function asked(route: string, id = ''): Promise<number> {
  return (await the.call('GET', route.replace(':id', id), { token: token() })).status;
}

/** In all so far: the metric is a mean, which is a whole number only where each request asks as often. */
const meanRoundTrips = async (route: string) =>
  roundTripsOf(String((await the.call('GET', '/metrics')).body), 'GET', route, 404);

describe('the database is asked as often', () => {
  it.each(['/v1/candidacies/:id/texts', '/v1/candidacies/:id'])(
    'for what is kept from a juror as for what is not there: %s',
    async (route) => {
      const counted: Record<string, number> = {};
      for (const [what, id] of Object.entries(ids)) {
        expect([what, await asked(route, id)]).toEqual([what, 404]);
        counted[what] = await meanRoundTrips(route);
      }
      const first = counted['blocked'] ?? 0;
      expect(first).toBeGreaterThan(5);
      expect(counted).toEqual({ blocked: first, undecided: first, 'of another award': first, unknown: first });
    },
  );
});
