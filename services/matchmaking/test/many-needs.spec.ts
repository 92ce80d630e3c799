import { expect, it } from '@jest/globals';
import { registrationConfirmed } from '@kraftsamling/contracts';
import { eventually, sampleOf } from '@kraftsamling/testing';
import { Stage } from '../proofs/stage.ts';
import { aRegistration, offer } from './samples.ts';

/** `NEEDS=5000` is the long run. */
const needs = Number(process.env['NEEDS'] ?? 500);
const mostMemory = 200 * 1024 ** 2;

it('as many needs as come at once are worked off: each is one case, and memory does not grow with them', async () => {
  await using stage = await Stage.open(import.meta.url);
  await stage.setClock('2024-10-01T08:00:00Z');
  await stage.start();
  const token = await stage.key.token('secretariat');
  const memory = async () =>
    sampleOf(String((await stage.call('GET', '/metrics')).body), 'process_resident_memory_bytes');
  const before = await memory();

  const registrations = Array.from({ length: needs }, (_, n) =>
    aRegistration({ id: `registration-${n}`, needs: [offer('coaches', 1 + (n % 3))] }),
  );
  await Promise.all(
    registrations.map((data) => stage.streams.publish(registrationConfirmed, { subject: data.id, version: 3, data })),
  );

  let most = 0;
  await eventually(async () => {
    most = Math.max(most, await memory());
    const { body } = await stage.call('GET', '/v1/cases?origin=registration&limit=1', token);
    expect((body as { page: { total: number } }).page.total).toBe(needs);
  });
  expect(most - before).toBeLessThan(mostMemory);

  await stage.everythingIsPublished();
  const identified = (await stage.streams.events()).filter(({ type }) => type === 'matchmaking.case.identified.v1');
  expect(new Set(identified.map(({ subject }) => subject))).toEqual(new Set(registrations.map(({ id }) => id)));
  expect(new Set(identified.map(({ id }) => id)).size).toBe(needs);
});
