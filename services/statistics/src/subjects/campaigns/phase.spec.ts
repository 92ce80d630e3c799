import { describe, expect, it } from '@jest/globals';
import { campaignAnnounced } from '@kraftsamling/contracts';
import { campaignFact } from './campaign-fact.ts';
import { phaseOf } from './phase.ts';

const { campaign: digitalidag } = campaignFact('digitalidag-2024', 1, campaignAnnounced.example);
const { countingPeriod: _, ...week } = { ...digitalidag, days: ['2018-10-12', '2018-10-08'] };

describe('A campaign', () => {
  it.each([
    ['before', '2024-04-17'],
    ['under-way', '2024-04-18'],
    ['under-way', '2024-11-16'],
    ['over', '2024-11-17'],
    ['over', '2026-11-26'],
  ])('that counts from 18 April to 16 November 2024 is %s on %s', (phase, today) => {
    expect(phaseOf(digitalidag, today)).toBe(phase);
  });

  it.each([
    ['before', '2018-10-07'],
    ['under-way', '2018-10-08'],
    ['under-way', '2018-10-10'],
    ['under-way', '2018-10-12'],
    ['over', '2018-10-13'],
  ])('without a counting period is %s on %s by its days, in whatever order they stand', (phase, today) => {
    expect(phaseOf(week, today)).toBe(phase);
  });

  it('that is closed is over, whatever the calendar says', () => {
    expect(phaseOf({ ...digitalidag, status: 'closed' }, '2024-04-17')).toBe('over');
  });

  it('without any days is under way until it is closed', () => {
    expect(phaseOf({ ...week, days: [] }, '2031-01-01')).toBe('under-way');
  });
});
