import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EveryRoute } from '@kraftsamling/service/testing';
import { running, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { AwardYear, instants } from './year.ts';

let the: Running;
let every: EveryRoute;
beforeAll(async () => {
  the = await running(import.meta.url);
  const year = await AwardYear.open(worldOf(the), { jurors: ['one', 'two'] });
  await year.at(instants.entries);
  const candidacy = await year.enter('2081');

  every = await EveryRoute.of({
    url: the.service.url,
    known: { awards: year.award, candidacies: candidacy, rounds: 'long-list', scores: candidacy, code: '2081' },
    tokens: [the.secretariat, year.jurors.get('one')!.token],
  });
});
afterAll(async () => the[Symbol.asyncDispose]());

describe('every route', () => {
  it('is described', () => {
    expect(every.routes.length).toBeGreaterThan(40);
    expect(every.routes.filter(({ example }) => example).length).toBeGreaterThan(15);
  });

  it('answers a problem to whatever it is asked', async () => {
    expect(await every.faults()).toEqual([]);
  });

  it('costs no more than a request may, and keeps nothing', async () => {
    expect(await every.thatCostTooMuch()).toEqual([]);
    expect(await every.memoryKept()).toEqual([]);
  });
});
