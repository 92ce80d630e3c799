import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { activityPublished } from '@kraftsamling/contracts';
import { municipalities } from '@kraftsamling/geography';
import { eventually } from '@kraftsamling/testing';
import type { ShownCase } from '../src/case/shown-case.ts';
import { CoveragePlanner } from '../src/coverage/coverage-planner.service.ts';
import { CoveragePlans } from '../src/coverage/coverage-plans.store.ts';
import type { ShownPlan } from '../src/coverage/coverage-plan.ts';
import type { PlanningInput } from '../src/planning/planning-input.ts';
import { Solver } from '../src/planning/solver.service.ts';
import { planFile } from './plan-file.ts';
import { onMachineAt, running } from './running.ts';
import type { Running } from './running.ts';
import { anActivity, campaignPublished, offer, organisationPublished } from './samples.ts';

let the: Running;
let token: string;
let campaign: string;
/** Every fourth municipality is empty, as 74 of 290 were. */
const empty = municipalities.filter((_, at) => at % 4 === 3 || at >= 288).map(({ code }) => code);

beforeAll(async () => {
  // However slow the machine is, what is best is proved.
  the = await running(import.meta.url, { PLAN_SECONDS: '600' });
  token = the.secretariat;
  campaign = await campaignPublished(the);
  const covered = municipalities.map(({ code }) => code).filter((code) => !empty.includes(code));
  await Promise.all(
    covered.map(async (municipality) => {
      const data = anActivity({ campaigns: [campaign], municipality, status: 'published' });
      await the.streams.publish(activityPublished, { subject: data.id, version: 1, data });
    }),
  );
  await eventually(async () => {
    const { body } = await the.call('GET', `/v1/campaigns/${campaign}/coverage`, { token });
    expect((body as { covered: number }).covered).toBe(216);
  });
});
afterAll(async () => the[Symbol.asyncDispose]());

const at = (municipality: string, offers: Parameters<typeof organisationPublished>[1] = {}) =>
  organisationPublished(the, {
    municipality,
    county: municipality.slice(0, 2),
    worksIn: { wholeCountry: false, counties: [], municipalities: [municipality] },
    ...offers,
  });
const plan = `/coverage/plan`;
const get = async (path: string) =>
  (await the.call('GET', `/v1/campaigns/${campaign}${path}`, { token })).body as unknown;
const planned = async () => {
  const asked = await the.call('POST', `/v1/campaigns/${campaign}${plan}`, { token });
  expect(asked).toMatchObject({ status: 202, body: { status: 'planning' } });
  expect(asked.headers.get('location')).toBe(`/v1/campaigns/${campaign}${plan}`);
  return eventually(async () => {
    const shown = (await get(plan)) as ShownPlan;
    // It is waited for as long as its progress moves.
    expect([shown.status, shown.progress]).toEqual(['planned', undefined]);
    return shown;
  });
};

describe('from 216 of 290 municipalities', () => {
  it('every gap has a case, and each comes to a proposal or to why there is none', async () => {
    expect(empty).toHaveLength(74);
    for (const municipality of empty.slice(0, 6))
      await at(municipality, { offers: [offer('venue', 1), offer('outreach', 1), offer('coaches', 1)] });
    for (const municipality of empty.slice(6, 12)) await at(municipality, { offers: [offer('venue', 2)] });
    for (const municipality of empty.slice(12, 18)) await at(municipality, { offers: [offer('venue', 1), offer('outreach', 1)] }); // prettier-ignore

    const opened = await the.call('POST', `/v1/campaigns/${campaign}/coverage/cases`, { token });
    expect((opened.body as { gaps: object[] }).gaps).toHaveLength(74);
    await eventually(async () => {
      const { body } = await the.call('GET', `/v1/cases?campaign=${campaign}&limit=100`, { token });
      const { items, page } = body as { items: ShownCase[]; page: { total: number } };
      expect(page.total).toBe(74);
      expect(items.filter(({ status }) => status !== 'inventoried')).toEqual([]);
      const answered = items.filter(({ proposals = 0, cannotBeMet = [] }) => proposals > 0 !== cannotBeMet.length > 0);
      expect(answered).toHaveLength(74);
      expect(items.filter(({ proposals = 0 }) => proposals > 0).length).toBeGreaterThanOrEqual(6);
    });
  });

  it('a plan is made of all of them, and from its file again', async () => {
    const shown = await planned();
    expect(shown).toMatchObject({ gaps: 74, inHand: 0, optimal: true, complete: true });
    expect(shown.covered).toBe(shown.bound);
    expect(shown.chosen).toHaveLength(shown.covered!);
    expect(shown.uncovered).toHaveLength(74 - shown.covered!);
    for (const { explanation } of shown.uncovered!) expect(explanation).toMatch(/saknas/);

    const input = (await get(`${plan}/input`)) as PlanningInput;
    const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-plan-'));
    try {
      const file = join(folder, 'plan.json');
      await writeFile(file, JSON.stringify(input));
      const again = await planFile(file);
      expect(again).toMatchObject({ covered: shown.covered, optimal: true, stages: shown.stages });
      expect(again.chosen.map((chosen) => input.candidates[chosen]?.gap).toSorted()).toEqual(
        shown.chosen!.map(({ municipality }) => municipality).toSorted(),
      );
      expect(again.bestOffer).toMatchObject({ units: shown.bestOffer!.units, opens: shown.bestOffer!.opens });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('the offer that a plan names opens exactly as many as it says', async () => {
    const before = await planned();
    const { capability, municipality, organisationId, units, opens } = before.bestOffer!;
    expect(organisationId).toBeUndefined();
    await at(municipality!, { offers: [offer(capability as 'coaches', units)] });
    expect((await planned()).covered).toBe(before.covered! + opens);
  });

  it('whoever is asked already is left out of it, and others than the secretariat ask for none', async () => {
    const { body } = await the.call('GET', `/v1/cases?campaign=${campaign}&limit=100`, { token });
    const kase = (body as { items: ShownCase[] }).items.find(({ proposals = 0 }) => proposals > 0)!;
    await the.call('POST', `/v1/cases/${kase.id}/contact`, { token, body: { proposal: 0 } });
    expect(await planned()).toMatchObject({ gaps: 73, inHand: 1 });

    const coordinator = await the.key.token('coordinator', { counties: ['20'] });
    expect((await the.call('POST', `/v1/campaigns/${campaign}${plan}`, { token: coordinator })).status).toBe(403);
    expect((await the.call('GET', `/v1/campaigns/${campaign}${plan}`, { token: coordinator })).status).toBe(200);
    expect((await the.call('GET', '/v1/campaigns/unplanned/coverage/plan', { token })).status).toBe(404);
  });
});

describe('a plan that is being made', () => {
  const hour = 3_600_000;
  let plans: CoveragePlans;
  beforeAll(() => {
    plans = the.service.app.get(CoveragePlans);
  });

  /** A plan that has been asked for while nobody makes plans, begun by the test: whoever made the last one may not have released it yet. */
  const begun = async (milliseconds: number) => {
    const planner: { run(): Promise<void> } = the.service.app.get<CoveragePlanner, { run(): Promise<void> }>(
      CoveragePlanner,
    );
    const asleep = jest.spyOn(planner, 'run').mockResolvedValue();
    await the.call('POST', `/v1/campaigns/${campaign}${plan}`, { token });
    await eventually(async () => expect(await plans.claim(milliseconds)).toEqual({ campaignId: campaign, tries: 1 }));
    return asleep;
  };
  const ends = async (status: string) => eventually(async () => expect(await get(plan)).toMatchObject({ status }));

  it('is left to whoever makes it, by a replica whose clock is ahead as well, until that releases it', async () => {
    const asleep = await begun(hour);
    expect(await onMachineAt(Date.now() + 2 * hour, () => plans.claim(hour))).toBeUndefined();

    await plans.report(campaign, { step: 'gathering', done: 20 }, 0);
    expect(await plans.claim(hour)).toEqual({ campaignId: campaign, tries: 2 });
    await plans.release(campaign);
    asleep.mockRestore();
    await ends('planned');
  });

  it('is made after all when a process has ended while it made it, and keeps no thread when it is done', async () => {
    const asleep = await begun(0);
    const closed = jest.spyOn(Solver.prototype, 'close');
    asleep.mockRestore();
    await ends('planned');
    expect(closed).toHaveBeenCalled();
    closed.mockRestore();
  });

  it('is given up when two have, and can be asked for again', async () => {
    const asleep = await begun(0);
    expect(await plans.claim(0)).toEqual({ campaignId: campaign, tries: 2 });
    asleep.mockRestore();
    await ends('failed');
    expect(await planned()).toMatchObject({ gaps: 73 });
  });
});
