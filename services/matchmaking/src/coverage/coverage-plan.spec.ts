import { describe, expect, it } from '@jest/globals';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { refusalOf, stateOf } from '../../test/case-samples.ts';
import type { Ways } from '../matching/ways.ts';
import {
  askForPlan,
  completePlan,
  failPlan,
  inputOf,
  newPlan,
  organisationsIn,
  reportProgress,
  shownPlan,
} from './coverage-plan.ts';
import { planInputOf, supplyOf } from './plan-input.ts';

const at = (minute: number) => new Date(Date.UTC(2024, 9, 1, 8, minute));
const [borlange, falun, ludvika] = ['2081', '2080', '2085'] as const;

const ways: Ways = {
  ways: [
    {
      members: [{ organisationId: 'school', brings: [{ capability: 'coaches', amount: 1 }] }],
      newcomers: [],
      km: 0,
    },
    { members: [], newcomers: [{ capability: 'coaches', amount: 1 }], km: 0 },
  ],
  left: [{ organisationId: 'school', shares: [{ capability: 'coaches', amount: 1 }] }],
  complete: true,
};
const input = planInputOf([borlange, falun, ludvika].map((municipality) => ({ municipality, withinKm: 50, ways })));
const plan = {
  chosen: [0],
  covered: 1,
  bound: 1,
  optimal: true,
  value: 0,
  distance: 0,
  stages: [],
  uncovered: [
    { gap: falun, cause: { code: 'capacity', missing: { 'school/coaches': 1 }, smallest: true } },
    { gap: ludvika, cause: { code: 'no-candidate' } },
  ],
  bestOffer: { organisation: `new/${borlange}/coaches`, units: 2, opens: 2 },
} as const;
const planned = { input, plan, complete: true, inHand: 0 };

describe('a plan of all gaps', () => {
  it('is made once, and anew when somebody asks again after that', () => {
    const asked = newPlan(at(0));
    expect(askForPlan(asked, at(1))).toBe(nothingHappens);
    const working = stateOf(reportProgress(asked, { step: 'solving', done: 2 }));
    expect(working).toMatchObject({ status: 'planning', askedAt: at(0), progress: { done: 2 } });

    const done = stateOf(completePlan(working, planned, at(6)));
    expect(done).toMatchObject({ status: 'planned', askedAt: at(0), endedAt: at(6) });
    for (const late of [completePlan(done, planned, at(7)), failPlan(done, at(7)), reportProgress(done, { step: 'solving', done: 3 })]) expect(late).toBe(nothingHappens); // prettier-ignore
    expect(stateOf(askForPlan(done, at(9)))).toEqual(newPlan(at(9)));
    expect(stateOf(failPlan(working, at(7)))).toMatchObject({ status: 'failed' });
    expect(refusalOf(() => inputOf(working))).toBe('not-planned');
    expect(inputOf(done)).toEqual(input);
  });

  it('counts each capability of an organisation by itself, and lets a newcomer be where most gaps are in reach', () => {
    expect(input.capacity).toEqual({ 'school/coaches': 1, [`new/${borlange}/coaches`]: 0 });
    expect(input.candidates.filter(({ gap }) => gap === falun)).toEqual([
      { gap: falun, uses: { 'school/coaches': 1 }, distance: 0 },
      { gap: falun, uses: { [`new/${borlange}/coaches`]: 1 }, distance: 43 },
    ]);
    expect(supplyOf('school/coaches')).toEqual({ organisationId: 'school', capability: 'coaches' });
    expect(supplyOf(`new/${borlange}/coaches`)).toEqual({ municipality: borlange, capability: 'coaches' });
  });

  it('says in words what is missing, and which new offer would open most', () => {
    const done = stateOf(completePlan(newPlan(at(0)), planned, at(6)));
    expect(organisationsIn(done)).toEqual(['school']);
    expect(shownPlan(done, () => 'Folkhögskolan', 'sv')).toMatchObject({
      explanation: '1 av 3 kommuner kan täckas. Det är bevisat bäst.',
      chosen: [
        {
          municipality: borlange,
          members: [{ name: 'Folkhögskolan', brings: [{ capability: 'coaches', amount: 1 }] }],
        },
      ],
      uncovered: [
        { municipality: falun, explanation: 'Falun: det saknas 1 digital coach till hos Folkhögskolan.' },
        { municipality: ludvika, cause: 'no-candidate' },
      ],
      bestOffer: {
        municipality: borlange,
        explanation:
          'Ett nytt erbjudande skulle öppna mest: 2 digitala coacher i Borlänge. Då kan 2 fler kommuner täckas.',
      },
    });
    expect(shownPlan(newPlan(at(0)), String, 'en')).toMatchObject({ status: 'planning', progress: { done: 0 } });
    expect(shownPlan(stateOf(failPlan(newPlan(at(0)), at(1))), String, 'sv').explanation).toMatch(/^Planen kunde inte göras\. Be om den/); // prettier-ignore
  });
});
