import { describe, expect, it } from '@jest/globals';
import { unusualAmounts } from './unusual-number.ts';

describe('an amount that is stated', () => {
  const amount = (capability: string, amount: number) => ({ capability, amount });

  it('is asked back where it is hardly ever as large, and the error says what to do', () => {
    expect(unusualAmounts('/offers', [amount('venue', 1), amount('coaches', 1_001)])).toEqual([
      {
        pointer: '/offers/1/amount',
        code: 'unusual-number',
        detail:
          '1001 is unusual. It is hardly ever more than 1000. Correct it, or say with confirmUnusual that it is right.',
      },
    ]);
  });

  it('is taken as it is where it is no larger, where it is money, and from whoever is sure', () => {
    const sure = { ...amount('venue', 1_000_000), confirmUnusual: true };
    expect(unusualAmounts('/offers', [amount('coaches', 1_000), amount('funding', 1_000_000), sure])).toEqual([]);
  });
});
