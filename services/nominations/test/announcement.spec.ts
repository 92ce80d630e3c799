import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { NominationsStage } from '../proofs/stage.ts';
import { plan } from './award-samples.ts';
import { verified } from './record-verifiers.ts';
import { playedToDecision } from './year.ts';
import type { AwardYear } from './year.ts';

let stage: NominationsStage;
let year: AwardYear;
let winner: string;

beforeAll(async () => {
  stage = await NominationsStage.open(import.meta.url);
  await stage.setClock('2021-02-01T09:00:00+01:00');
});
afterAll(async () => stage[Symbol.asyncDispose]());

beforeEach(async () => {
  await stage.start();
  ({ year, borlänge: winner } = await playedToDecision(stage.world));
});
afterEach(async () => stage.killAll());

const instant = plan.deadlines.announcement.closesAt;
const oneMillisecondBefore = new Date(instant.getTime() - 1);

/** The winner is known, has been told once, and the record that says so is whole. */
async function announcedOnce(): Promise<void> {
  await eventually(async () => expect(await year.seen()).toMatchObject({ winner: { candidacyId: winner } }));
  await stage.everythingIsPublished('awards');
  const events = (await stage.streams.events()).filter(({ subject }) => subject === year.award);
  expect(events.filter(({ type }) => type === 'nominations.award.winner-announced.v1')).toHaveLength(1);
  const record = await year.record();
  expect(record.match(/"kind":"winner-announced"/g)).toHaveLength(1);
  for (const said of await verified(record)) expect(said).toContain(winner);
}

describe('the announcement of a winner', () => {
  it('comes once from two replicas that try at the same instant', async () => {
    await stage.start();
    await stage.setClock(oneMillisecondBefore);
    expect(await year.seen()).not.toHaveProperty('winner');
    await stage.setClock(instant);
    await announcedOnce();
  });

  it('comes when the service was down at its instant', async () => {
    await stage.killAll();
    await stage.setClock('2021-11-18T08:00:00Z');
    await stage.start();
    await announcedOnce();
  });

  it('comes once when the service is killed again and again while it announces', async () => {
    await stage.setClock(instant);
    for (const pause of [0, 5, 20, 60]) {
      // So long it may go on with it: nothing is waited for.
      await delay(pause);
      await stage.killAll();
      await stage.start();
    }
    await announcedOnce();
  });

  it('is not taken back when the clock goes back over its instant', async () => {
    await stage.setClock(instant);
    await announcedOnce();
    await stage.setClock(oneMillisecondBefore);
    await announcedOnce();
    await stage.setClock(instant);
    await announcedOnce();
  });
});
