import { describe, expect, it } from '@jest/globals';
import { campaignAnnounced } from '@kraftsamling/contracts';
import type { CloudEvent } from '@kraftsamling/contracts';
import fc from 'fast-check';
import { histories } from '../../../test/histories.ts';
import { NETWORK, scopeOf, seriesOf } from '../../counting/row.ts';
import { campaignFigures, campaignSeries, networkFigures } from '../../figures/figures.ts';
import { newestOfEach } from '../../projection/projection-delta.ts';
import { factOf } from '../../projection/subscription.ts';
import { Sums } from '../../projection/sums.ts';
import { campaignFact } from '../campaigns/campaign-fact.ts';
import { factsOfKind } from '../subjects.ts';
import type { Fact } from '../subjects.ts';
import { caseSteps } from './case-fact.ts';
import type { CaseFact, CaseStep, InvitationMeasure } from './case-fact.ts';
import type { CaseCounts, CaseFigures } from './case-figures.ts';
import { measureOfHours, stepTime } from './step-time.ts';

const moment = '2024-04-01T00:00:00.000Z';
const revision = { generation: 1, revision: 7, asOf: moment, updatedAt: moment, day: '2024-04-01' };
const id = 'digitalidag-2024';

const announced = (name: string) => campaignFact(name, 1, { ...campaignAnnounced.example, id: name });
const factsFrom = (events: readonly CloudEvent<unknown>[]) => [...newestOfEach(events.map(factOf)).values()];
const factsOfAHistory = histories({ cases: 14, organisations: 6 }).map(factsFrom);

function rowsOf(facts: readonly Fact[], scope: string) {
  const rows = [...Sums.over(facts).entries()].map(([_id, sums]) => ({ _id, sums }));
  return rows.filter(({ _id }) => scopeOf(_id) === scope);
}

function figuresOf(facts: readonly Fact[]) {
  return campaignFigures(revision, {
    campaign: announced(id).campaign,
    rows: rowsOf(facts, id),
    facts: [],
    ofParts: [],
  }).figures;
}

const figuresOfTheNetwork = (facts: readonly Fact[]) =>
  networkFigures(revision, rowsOf(facts, NETWORK), [announced(id)]).figures;

/** The plainest ways to count that there are. */
function count(cases: readonly CaseFact[]): CaseCounts {
  const at = (...steps: CaseFact['status'][]) => cases.filter(({ status }) => steps.includes(status)).length;
  return {
    total: cases.length,
    open: at('identified', 'inventoried', 'contacting', 'matched', 'collaborating'),
    identified: at('identified'),
    inventoried: at('inventoried'),
    contacting: at('contacting'),
    matched: at('matched'),
    collaborating: at('collaborating'),
    followedUp: at('followedUp'),
    closed: at('closed'),
    matches: cases.filter(({ reached }) => reached.includes('matched')).length,
  };
}

function sum(cases: readonly CaseFact[], amountOf: (each: CaseFact) => number | undefined): number {
  return cases.reduce((all, each) => all + (amountOf(each) ?? 0), 0);
}

/** By sorting them. */
function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}

function timeOf(cases: readonly CaseFact[], step: CaseStep) {
  const hours = cases.flatMap(({ hours }) => hours[step] ?? []);
  return { total: hours.length, medianHours: percentile(hours, 0.5), ninetiethHours: percentile(hours, 0.9) };
}

function expectCounted(figures: CaseFigures, cases: readonly CaseFact[]): void {
  expect(figures.cases).toEqual(count(cases));
  for (const origin of ['registration', 'coverage-gap', 'survey', 'secretariat', 'self-organised'])
    expect(figures.casesByOrigin[origin] ?? count([])).toEqual(count(cases.filter((each) => each.origin === origin)));
  for (const code of ['2081', '0180', '1480', '9999'])
    expect(figures.casesByMunicipality[code] ?? count([])).toMatchObject(
      count(cases.filter(({ municipality }) => municipality === code)),
    );
  for (const step of caseSteps) {
    expect(figures.casesReached[step]).toBe(cases.filter(({ reached }) => reached.includes(step)).length);
    expect(figures.timeBetweenSteps[step] ?? timeOf([], step)).toEqual(timeOf(cases, step));
  }
  for (const outcome of ['succeeded', 'partly', 'failed'])
    expect(figures.casesByOutcome[outcome]?.total ?? 0).toBe(cases.filter((each) => each.outcome === outcome).length);
  for (const reason of ['covered', 'no-longer-needed'])
    expect(figures.casesByClosureReason[reason]?.total ?? 0).toBe(
      cases.filter(({ closureReason }) => closureReason === reason).length,
    );
  for (const size of [0, 1, 2, 3, 4, 5])
    expect(figures.coalitionSizes[size]?.total ?? 0).toBe(cases.filter(({ coalition }) => coalition === size).length);
  for (const measure of [
    'total',
    'invited',
    'accepted',
    'declined',
    'expired',
    'superseded',
    'left',
    'replacements',
  ] as const satisfies readonly InvitationMeasure[])
    // prettier-ignore
    expect(figures.invitations[measure]).toBe(sum(cases, ({ invitations }) => invitations[measure]));
  for (const capability of ['venue', 'coaches', 'interpretation'] as const)
    expect(figures.capacityAskedFor[capability] ?? { asked: 0, open: 0 }).toEqual({
      asked: sum(cases, ({ asked }) => asked[capability]),
      open: sum(
        cases.filter(({ status }) => status !== 'followedUp' && status !== 'closed'),
        ({ asked }) => asked[capability],
      ),
    });
}

describe('The figures of cases', () => {
  it('are what counting the cases one by one gives, in a campaign and in the network', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        const cases = factsOfKind(facts, 'case');
        const network = figuresOfTheNetwork(facts);

        expectCounted(
          figuresOf(facts),
          cases.filter(({ campaign }) => campaign === id),
        );
        expectCounted(network, cases);
        expect(network.casesByCampaign[id] ?? count([])).toEqual(
          count(cases.filter(({ campaign }) => campaign === id)),
        );
      }),
    );
  });

  it('are a funnel: no more reach a step than the one before it', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        const { cases, casesReached } = figuresOfTheNetwork(facts);
        const reached = caseSteps.map((step) => casesReached[step]);

        expect(reached).toEqual(reached.toSorted((a, b) => b - a));
        expect(casesReached.identified).toBe(cases.total);
        expect(casesReached.matched).toBe(cases.matches);
      }),
    );
  });

  it('say how long a step took of all campaigns together, as if they had never been counted apart', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1 }), fc.array(fc.nat(500)), (some, others) => {
        const casesByHours: Record<string, number> = {};
        for (const hours of [...some, ...others])
          casesByHours[measureOfHours(hours)] = (casesByHours[measureOfHours(hours)] ?? 0) + 1;

        expect(stepTime(casesByHours)).toEqual({
          total: some.length + others.length,
          medianHours: percentile([...some, ...others], 0.5),
          ninetiethHours: percentile([...some, ...others], 0.9),
        });
      }),
    );
  });

  it('leave out times that nobody has taken any more', () => {
    expect(stepTime({ '3h': 0, '12h': 1, '200h': 0 })).toEqual({ total: 1, medianHours: 12, ninetiethHours: 12 });
    expect(stepTime({ '3h': 0 })).toEqual({ total: 0, medianHours: 0, ninetiethHours: 0 });
  });

  it('say how many of the answered invitations were accepted, also by those who have left since, and nothing of none', () => {
    const rate = (sums: Record<string, number>) => {
      const rows = [{ _id: `${id}/invitations/`, sums }];
      return campaignFigures(revision, { campaign: announced(id).campaign, rows, facts: [], ofParts: [] }).figures
        .invitations;
    };

    expect(rate({ accepted: 5, left: 1, declined: 1, expired: 1, invited: 9, superseded: 2 })).toMatchObject({
      total: 19,
      acceptanceRate: 0.75,
    });
    expect(rate({ invited: 9 })).not.toHaveProperty('acceptanceRate');
  });

  it('show each step on the day it was taken, the days adding up to the steps that were taken', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        const cases = factsOfKind(facts, 'case').filter(({ campaign }) => campaign === id);
        const series = Object.values(campaignSeries(rowsOf(facts, seriesOf(id))).cases);

        for (const step of [...caseSteps, 'closed'] as const)
          expect(series.reduce((all, day) => all + day[step], 0)).toBe(
            cases.filter(({ steps }) => steps[step] !== undefined).length,
          );
      }),
    );
  });
});

describe('The capacity that is offered', () => {
  it('is that of organisations that want to be matched, as much as each can give on one day', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        const { capacityOffered } = figuresOfTheNetwork(facts);
        for (const capability of ['venue', 'coaches', 'interpretation'] as const)
          expect(capacityOffered[capability]?.total ?? 0).toBe(
            factsOfKind(facts, 'organisation').reduce((all, { offered }) => all + (offered?.[capability] ?? 0), 0),
          );
      }),
    );
  });
});
