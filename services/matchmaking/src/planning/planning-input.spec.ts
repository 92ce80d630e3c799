import { describe, expect, it } from '@jest/globals';
import { InvalidPlanningInput, readPlanningInput } from './planning-input.ts';
import type { PlanningInput } from './planning-input.ts';

const input: PlanningInput = {
  gaps: [{ id: 'Åsele' }, { id: 'Dorotea' }],
  capacity: { library: 2, 'study/association': 1 },
  candidates: [
    { gap: 'Åsele', uses: { library: 1, 'study/association': 1 }, distance: 31.5, value: 2 },
    { gap: 'Dorotea', uses: {} },
  ],
};

describe('the input of a plan', () => {
  it('is taken as it is', () => {
    expect(readPlanningInput(input)).toBe(input);
    expect(readPlanningInput({ gaps: [], capacity: {}, candidates: [] })).toBeDefined();
  });

  it.each([
    ['no object', [], ['/: must be object']],
    ['a part that is missing', { gaps: [], capacity: {} }, ['/candidates: is missing']],
    ['a field that nobody knows', { ...input, organisations: [] }, ['/organisations: is no field of a plan']],
    ['such a field deep inside', withCandidate({ km: 3 }), ['/candidates/0/km: is no field of a plan']],
    ['a number for an id', { ...input, gaps: [{ id: 7 }] }, ['/gaps/0/id: must be string']],
    ['a negative capacity', { ...input, capacity: { library: -1 } }, ['/capacity/library: must be >= 0']],
    ['half a unit', withCandidate({ uses: { library: 0.5 } }), ['/candidates/0/uses/library: must be integer']],
    ['a distance below nothing', withCandidate({ distance: -1 }), ['/candidates/0/distance: must be >= 0']],
    ['a distance beyond the earth', withCandidate({ distance: 1e9 }), ['/candidates/0/distance: must be <= 100000']],
    ['a value beyond reason', withCandidate({ value: 1e12 }), ['/candidates/0/value: must be <= 1000000']],
    ['a gap that does not exist', withCandidate({ gap: 'Asele' }), ['/candidates/0/gap: there is no gap "Asele"']],
    [
      'an organisation without stated capacity',
      withCandidate({ uses: { 'adult/school': 1 } }),
      ['/candidates/0/uses/adult~1school: the capacity of "adult/school" is not stated in /capacity'],
    ],
    [
      'an organisation that only JavaScript knows',
      withCandidate({ uses: { constructor: 1 } }),
      ['/candidates/0/uses/constructor: the capacity of "constructor" is not stated in /capacity'],
    ],
    [
      'a gap that is there twice',
      { ...input, gaps: [...input.gaps, { id: 'Åsele' }] },
      ['/gaps/2/id: "Åsele" is the id of /gaps/0 already'],
    ],
  ])('is refused for %s, which is named', (_, json, errors) => {
    expect(refusalOf(json)).toEqual(errors);
  });

  it('is refused with a few errors where there are thousands', () => {
    const candidates = Array.from({ length: 5_000 }, () => ({ gap: 'nowhere', uses: {} }));
    const errors = refusalOf({ ...input, candidates });
    expect(errors).toHaveLength(21);
    expect(errors.at(-1)).toBe('and 4980 more of this kind');
  });
});

function withCandidate(fields: Record<string, unknown>) {
  return { ...input, candidates: [{ gap: 'Åsele', uses: {}, ...fields }] };
}

function refusalOf(json: unknown): readonly string[] {
  try {
    readPlanningInput(json);
  } catch (error) {
    if (error instanceof InvalidPlanningInput) return error.errors;
    throw error;
  }
  throw new Error('It was taken.');
}
