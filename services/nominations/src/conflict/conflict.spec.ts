import { describe, expect, it } from '@jest/globals';
import { becomes, nothingHappens } from '@kraftsamling/messaging/decision';
import { accessOf, decideConflict, recuse } from './conflict.ts';
import type { Ground, SettledConflict } from './conflict.ts';
import type { Path } from './tie-graph.ts';

const pair = { awardId: 'award', juror: 'j1', candidacyId: 'c1' };
const ground: Ground = { why: 'Works with them now and then.', salt: '00' };
const now = new Date('2021-05-14T08:00:00Z');
const later = new Date('2021-05-15T08:00:00Z');
const pathOf = (steps: number): Path =>
  Array.from({ length: steps }, (_, at) => ({
    kind: 'coalition',
    from: { type: 'organisation', id: `o${at}` },
    to: { type: 'organisation', id: `o${at + 1}` },
  }));
const blocked: SettledConflict = { ...pair, status: 'blocked', ground, at: now };
const cleared = (steps: number): SettledConflict => ({ ...pair, status: 'cleared', ground, at: now, steps });
const refused = (code: string) => expect.objectContaining({ code });

describe('a candidacy', () => {
  it.each([
    ['open where there is no tie', undefined, undefined, 'open'],
    ['blocked by a direct tie', undefined, pathOf(1), 'blocked'],
    ['undecided two steps away', undefined, pathOf(2), 'undecided'],
    ['undecided three steps away', undefined, pathOf(3), 'undecided'],
    ['blocked once it stands on record, whatever the ties are now', blocked, undefined, 'blocked'],
    ['open when its tie has been cleared', cleared(3), pathOf(3), 'open'],
    ['open when the tie has become a longer one', cleared(2), pathOf(3), 'open'],
    ['open when the tie that was cleared is gone', cleared(2), undefined, 'open'],
    ['undecided again by a shorter path than was cleared', cleared(3), pathOf(2), 'undecided'],
    ['blocked by a direct tie that is found after another was cleared', cleared(2), pathOf(1), 'blocked'],
  ] as const)('is %s', (_, settled, path, access) => {
    expect(accessOf(settled, path)).toBe(access);
  });
});

describe('a juror', () => {
  it('is withdrawn once', () => {
    expect(recuse(undefined, pair, ground, now)).toEqual(becomes(blocked));
    expect(recuse(blocked, pair, ground, later)).toBe(nothingHappens);
  });

  it('is withdrawn also from what had been cleared', () => {
    expect(recuse(cleared(2), pair, ground, now)).toEqual(becomes(blocked));
  });
});

describe('an indirect tie', () => {
  const clear = { outcome: 'cleared', ground } as const;
  const block = { outcome: 'blocked', ground } as const;

  it('is cleared for as many steps as it has', () => {
    expect(decideConflict(undefined, pair, pathOf(3), clear, now)).toEqual(becomes(cleared(3)));
    expect(decideConflict(cleared(3), pair, pathOf(3), clear, later)).toBe(nothingHappens);
  });

  it('is decided again when it has become shorter', () => {
    expect(decideConflict(cleared(3), pair, pathOf(2), clear, now)).toEqual(becomes(cleared(2)));
  });

  it('is found to matter, also when it had been cleared', () => {
    expect(decideConflict(undefined, pair, pathOf(2), block, now)).toEqual(becomes(blocked));
    expect(decideConflict(cleared(2), pair, pathOf(2), block, now)).toEqual(becomes(blocked));
    expect(decideConflict(blocked, pair, pathOf(2), block, later)).toBe(nothingHappens);
    expect(decideConflict(blocked, pair, undefined, block, later)).toBe(nothingHappens);
  });

  it('cannot be cleared where the juror is blocked', () => {
    expect(() => decideConflict(blocked, pair, pathOf(2), clear, now)).toThrow(refused('juror-blocked'));
    expect(() => decideConflict(undefined, pair, pathOf(1), clear, now)).toThrow(refused('juror-blocked'));
    expect(() => decideConflict(cleared(2), pair, pathOf(1), clear, now)).toThrow(refused('juror-blocked'));
  });

  it('is decided only where there is one', () => {
    expect(() => decideConflict(undefined, pair, undefined, clear, now)).toThrow(refused('no-conflict'));
    expect(() => decideConflict(undefined, pair, undefined, block, now)).toThrow(refused('no-conflict'));
  });
});
