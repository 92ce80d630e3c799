import { describe, expect, it } from '@jest/globals';
import { halfway, steps } from '../../test/case-samples.ts';
import { stepCounts, workItemOf } from './work-list.ts';
import type { Tally } from './work-list.ts';

const names = new Map([
  ['library', 'Borlänge bibliotek'],
  ['students', 'Studieförbundet'],
]);

describe('a line of the work list', () => {
  it('says where, whose, what, how far it has come and what comes next', () => {
    expect(workItemOf(halfway, 'case', names)).toEqual({
      id: 'case',
      status: 'contacting',
      reachedAt: '2024-09-29T13:30:00.000Z',
      campaignId: 'digitalidag-2024',
      origin: 'registration',
      municipality: { code: '2081', name: 'Borlänge' },
      owner: { id: 'library', name: 'Borlänge bibliotek' },
      need: {
        demands: [
          { capability: 'coaches', amount: 2 },
          { capability: 'outreach', amount: 1 },
        ],
        days: ['2024-11-15'],
      },
      coalition: { seats: 2, accepted: 1, invited: 1 },
      nextStep: { action: 'await-answers', dueAt: '2024-10-06T13:30:00.000Z' },
    });
  });

  it('says of what is over what came of it', () => {
    expect(workItemOf(steps.followedUp, 'case', names)).toMatchObject({ outcome: 'succeeded' });
    expect(workItemOf(steps.closed, 'case', names)).toMatchObject({ closureReason: 'no-longer-needed' });
    expect(workItemOf(steps.closed, 'case', names)).not.toHaveProperty('nextStep');
  });

  it('names nobody whose name is not published', () => {
    expect(workItemOf(halfway, 'case', new Map()).owner).toEqual({ id: 'library' });
  });
});

describe('the counts by step', () => {
  const tally = (change: Partial<Tally>): Tally => ({
    county: '20',
    campaign: 'digitalidag-2024',
    status: 'contacting',
    cases: 1,
    due: 0,
    ...change,
  });
  const tallies = [
    tally({ cases: 3, due: 1 }),
    tally({ county: '21', cases: 5, due: 2 }),
    tally({ campaign: 'all-digital-week', cases: 7 }),
    tally({ status: 'closed', cases: 9, due: 9 }),
  ];
  const counts = (wanted: Parameters<typeof stepCounts>[1]) =>
    stepCounts(tallies, wanted).filter(({ cases }) => cases > 0);

  it('are there for every step, in their order', () => {
    expect(stepCounts([], {}).map(({ status }) => status)).toEqual([
      'identified',
      'inventoried',
      'contacting',
      'matched',
      'collaborating',
      'followed-up',
      'closed',
    ]);
  });

  it('are of the county and the campaign that are asked for', () => {
    expect(counts({})[0]).toEqual({ status: 'contacting', cases: 15, due: 3 });
    expect(counts({ county: '21' })).toEqual([{ status: 'contacting', cases: 5, due: 2 }]);
    expect(counts({ county: '20', campaign: 'digitalidag-2024' })[0]).toEqual({
      status: 'contacting',
      cases: 3,
      due: 1,
    });
  });

  it('have nothing to do in what is over', () => {
    expect(counts({})[1]).toEqual({ status: 'closed', cases: 9, due: 0 });
  });
});
