import { describe, expect, it } from '@jest/globals';
import type { Capability } from '@kraftsamling/contracts';
import { needErrors, needOf } from './need.ts';

const lacks = (capability: Capability['capability'], amount: number, more: Partial<Capability> = {}): Capability => ({
  capability,
  amount,
  days: [],
  languages: [],
  targetGroups: [],
  themes: [],
  ...more,
});

describe('the need of a registration', () => {
  it('asks for each capability once, and for the days that the organisation chose', () => {
    const needs = [
      lacks('coaches', 2, { languages: ['so'] }),
      lacks('coaches', 1, { languages: ['sv'] }),
      lacks('venue', 1),
    ];
    expect(needOf(needs, ['2024-11-16', '2024-11-15'], 30)).toEqual({
      demands: [
        { capability: 'coaches', amount: 3 },
        { capability: 'venue', amount: 1 },
      ],
      withinKm: 30,
      days: ['2024-11-15', '2024-11-16'],
      targetGroups: [],
      themes: [],
      languages: ['so', 'sv'],
    });
  });

  it('asks for as much as is needed on one day', () => {
    const needs = [
      lacks('coaches', 2, { days: ['2024-11-15'] }),
      lacks('coaches', 2, { days: ['2024-11-16'] }),
      lacks('coaches', 1),
    ];
    expect(needOf(needs, ['2024-11-15'], 0)).toMatchObject({
      demands: [{ capability: 'coaches', amount: 3 }],
      days: ['2024-11-15', '2024-11-16'],
    });
  });
});

describe('a stated need', () => {
  it('names a capability, each once, no day that has passed, and nobody\u2019s number', () => {
    const need = needOf([lacks('venue', 1)], ['2024-11-15'], 0);
    expect(needErrors(need, '2024-11-15')).toEqual([]);
    const codes = needErrors({ ...need, demands: [...need.demands, ...need.demands] }, '2024-11-16').map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['capability-repeated', 'day-in-the-past']);
    const call = 'ring-070-123-45-67';
    expect(needErrors({ ...need, themes: ['chess', call], targetGroups: [call] }, '2024-11-15')).toMatchObject([
      { pointer: '/need/targetGroups/0', code: 'contact-in-title' },
      { pointer: '/need/themes/1', code: 'contact-in-title' },
    ]);
    expect(needErrors({ ...need, demands: [] }, '2024-11-15')).toMatchObject([{ code: 'need-without-capability' }]);
  });
});
