import { describe, expect, it } from '@jest/globals';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { STAGES } from '../matching/need.ts';
import { refusalOf, stateOf } from '../../test/case-samples.ts';
import { amendStages, usualStages } from './stage-policy.ts';

describe('what makes one coalition better than another', () => {
  it('may be put in another order, with each stage once', () => {
    const reversed = STAGES.toReversed();
    expect(stateOf(amendStages(usualStages, reversed))).toEqual({ stages: reversed });
    expect(amendStages(usualStages, STAGES)).toBe(nothingHappens);
    expect(refusalOf(() => amendStages(usualStages, STAGES.slice(1)))).toBe('stages-incomplete');
    expect(refusalOf(() => amendStages(usualStages, [...STAGES, 'members']))).toBe('stages-incomplete');
  });
});
