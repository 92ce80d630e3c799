import { expect, it } from '@jest/globals';
import { registrationConfirmed } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import { MatchmakingStage } from '../proofs/stage.ts';
import { aRegistration, offer } from './samples.ts';

/** `NEEDS=5000` is the long run. */
const needs = Number(process.env['NEEDS'] ?? 500);
/** Without it a heap may grow to gigabytes before anybody notices. */
const heap = '--max-old-space-size=256';

it('as many needs as come at once are worked off: each is one case, the network is searched for each, in a heap of 256 MB', async () => {
  await using stage = await MatchmakingStage.open(import.meta.url);
  await stage.setClock('2024-10-01T08:00:00Z');
  await stage.start({ NODE_OPTIONS: heap });
  const token = await stage.key.token('secretariat');
  const total = async (query: string) => {
    const { body } = await stage.call('GET', `/v1/cases?origin=registration&limit=1${query}`, token);
    return (body as { page: { total: number } }).page.total;
  };

  const registrations = Array.from({ length: needs }, (_, n) =>
    aRegistration({ id: `registration-${n}`, needs: [offer('coaches', 1 + (n % 3))] }),
  );
  await Promise.all(
    registrations.map((data) => stage.streams.publish(registrationConfirmed, { subject: data.id, version: 3, data })),
  );

  await eventually(async () => {
    expect([await total(''), await total('&status=inventoried')]).toEqual([needs, needs]);
  });

  await stage.everythingIsPublished('cases');
  const identified = (await stage.streams.events()).filter(({ type }) => type === 'matchmaking.case.identified.v1');
  expect(new Set(identified.map(({ subject }) => subject))).toEqual(new Set(registrations.map(({ id }) => id)));
  expect(new Set(identified.map(({ id }) => id)).size).toBe(needs);
});
