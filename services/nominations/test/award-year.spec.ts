import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordFile } from '../src/record/record-file.ts';
import { Records } from '../src/record/records.store.ts';
import { plan } from './award-samples.ts';
import { verified } from './record-verifiers.ts';
import { running, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { AwardYear, instants, playedToDecision } from './year.ts';

let the: Running;

beforeAll(async () => {
  the = await running(import.meta.url);
});
afterAll(async () => the[Symbol.asyncDispose]());

const { deadlines } = plan;
const refused = (code: string) => ({ body: expect.objectContaining({ code }) as unknown });

describe('the year of an award', () => {
  it('goes from entries to a winner that a stranger can recompute', async () => {
    const { year, borlänge, falun } = await playedToDecision(worldOf(the));

    const sealed = await year.seen();
    expect(sealed).toMatchObject({
      status: 'open',
      commitments: [{ commitment: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    expect(sealed).not.toHaveProperty('winner');
    expect(await the.call('GET', `/v1/awards/${year.award}/record`)).toMatchObject(refused('record-secret'));
    const feedback = async (candidacy: string, code: string) =>
      the.call('GET', `/v1/candidacies/${candidacy}/feedback`, { token: await year.municipality(code) });
    expect(await feedback(falun, '2080')).toMatchObject(refused('feedback-secret'));

    expect(await year.announced('announcement')).toMatchObject({
      status: 'announced',
      winner: { candidacyId: borlänge, municipalities: ['2081'] },
    });
    for (const said of await verified(await year.record())) expect(said).toContain(borlänge);
    expect((await feedback(falun, '2080')).body).toEqual({ round: 'long-list', points: expect.any(Number) });
    expect((await feedback(borlänge, '2081')).body).toEqual({});
    expect(await feedback(borlänge, '2080')).toMatchObject({ status: 404 });
  });

  it('is whole on record where clocks do not agree about a deadline', async () => {
    const year = await AwardYear.open(worldOf(the));
    await year.at(instants.entries);
    const [borlänge, säter] = [await year.enter('2081'), await year.enter('2082')];
    await year.decide('long-list', { [borlänge]: [9, 8, 9], [säter]: [4, 4, 4] }, 2);
    await year.announced('long-list');
    const deadline = deadlines.assessments.closesAt;
    const send = async (candidacy: string, municipality: string, at: Date) => {
      await year.at(at);
      const token = await year.municipality(municipality);
      return the.call('PUT', `/v1/candidacies/${candidacy}/assessment`, { token, body: { text: 'DiMiOS' } });
    };
    expect(await send(borlänge, '2081', new Date(deadline.getTime() - 1))).toMatchObject({ status: 200 });

    // Something is put on record at the deadline, by a clock that is ahead of the next one's.
    await year.at(deadline);
    const token = await year.municipality('2081');
    expect(await the.call('POST', `/v1/candidacies/${borlänge}/withdrawal`, { token })).toMatchObject({ status: 200 });
    expect(await send(säter, '2082', new Date(deadline.getTime() - 1))).toMatchObject(refused('deadline-passed'));
    for (const said of await verified(await recordSoFar(year.award))) expect(said).toContain(': whole');
  });

  it('is whole on record where a tie was decided, and the list is another one after all', async () => {
    const year = await AwardYear.open(worldOf(the));
    await year.at(instants.entries);
    const [borlänge, säter, falun] = [await year.enter('2081'), await year.enter('2082'), await year.enter('2080')];
    const mora = await year.enter('2062');
    await year.at(instants['long-list']);
    await year.scoreAll('long-list', {
      [borlänge]: [9, 8, 9],
      [säter]: [7, 7, 7],
      [falun]: [4, 4, 4],
      [mora]: [4, 4, 4],
    });
    await year.lead('rounds/long-list/closure');
    await year.lead('rounds/long-list/tie', { seats: 3, chosen: [falun] });
    // The same two are level still, but not all scores are there that the jury had before its eyes.
    const juror = year.jurors.get('juror-1')?.id;
    await year.lead('recusals', { juror, candidacy: säter, ground: 'Ett avtal.' });
    expect(await year.tries('rounds/long-list/list', { seats: 3 })).toMatchObject(refused('tie-at-the-cut'));
    await year.lead('rounds/long-list/tie', { seats: 3, chosen: [mora] });
    await year.lead('rounds/long-list/list', { seats: 2 });
    for (const said of await verified(await recordSoFar(year.award))) expect(said).toContain(': whole');
  });

  it('takes each step only in its time, and only where it belongs', async () => {
    const year = await AwardYear.open(worldOf(the));
    await year.at(instants.entries);
    const [borlänge, säter, falun] = [await year.enter('2081'), await year.enter('2082'), await year.enter('2080')];
    const complement = async (at: string) => {
      await year.at(at);
      const token = await year.municipality('2081');
      return the.call('PUT', `/v1/candidacies/${borlänge}/complement`, { token, body: { text: `Sagt ${at}` } });
    };
    expect(await complement('2021-04-29T23:59:59+02:00')).toMatchObject({
      status: 200,
      body: { status: 'complemented' },
    });
    expect(await complement('2021-04-30T00:00:00+02:00')).toMatchObject(refused('deadline-passed'));
    expect(await year.score('juror-1', 'long-list', borlänge, { effect: 9, leap: 9 })).toMatchObject(
      refused('round-not-open'),
    );

    await year.at(instants['long-list']);
    await year.scoreAll('long-list', { [borlänge]: [9, 8, 9], [säter]: [4, 4, 4], [falun]: [4, 4] });
    expect(await year.score('juror-1', 'short-list', borlänge, { effect: 9, leap: 9 })).toMatchObject(
      refused('round-not-open'),
    );
    expect(await year.tries('rounds/long-list/list', { seats: 2 })).toMatchObject(refused('round-not-closed'));
    await year.lead('rounds/long-list/closure');
    expect(await year.score('juror-1', 'long-list', borlänge, { effect: 1, leap: 1 })).toMatchObject(
      refused('round-closed'),
    );
    expect(await year.tries('rounds/long-list/list', { seats: 9 })).toMatchObject(refused('seats-outside-size'));
    expect(await year.tries('rounds/long-list/list', { seats: 2 })).toMatchObject(refused('tie-at-the-cut'));
    expect(await year.tries('rounds/long-list/discussion', { text: 'half a surrogate \ud800' })).toMatchObject(
      refused('invalid-input'),
    );
    await year.lead('rounds/long-list/tie', { seats: 2, chosen: [falun] });
    expect((await year.lead('rounds/long-list/list', { seats: 2 })).body).toEqual({
      round: 'long-list',
      status: 'decided',
      candidacies: [borlänge, falun].sort(),
      stale: false,
    });
    await year.at(new Date(deadlines['long-list'].closesAt.getTime() - 1));
    expect(await year.seen()).not.toHaveProperty('longListed');
    expect(await year.announced('long-list')).toMatchObject({
      longListed: { candidacies: [{ candidacyId: expect.any(String) }, {}], announcedAt: expect.any(String) },
    });

    const token = await year.municipality('2082');
    expect(
      await the.call('PUT', `/v1/candidacies/${säter}/assessment`, { token, body: { text: 'Vi också.' } }),
    ).toMatchObject(refused('not-on-long-list'));
  });
});

/** As it is kept for the day on which it is published. */
async function recordSoFar(award: string): Promise<string> {
  return recordFile(award, await the.service.app.get(Records).of(award));
}
