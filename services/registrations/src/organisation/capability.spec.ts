import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { capabilitiesFrom } from './capability.dto.ts';

describe('an amount that an organisation offers or needs', () => {
  it('is asked back where it is hardly ever as large, unless it is money', () => {
    const stated = [
      { capability: 'coaches', amount: 1_000 },
      { capability: 'funding', amount: 1_000_000 },
      { capability: 'venue', amount: 1_000_000 },
    ] as const;
    expect(() => capabilitiesFrom('/offers', stated)).toThrow(
      expect.objectContaining({
        code: 'unusual-number',
        errors: [expect.objectContaining({ pointer: '/offers/2/amount' })],
      }),
    );
  });

  it('is taken from whoever is sure, and nothing is kept of that', () => {
    const [capability] = capabilitiesFrom('/offers', [{ capability: 'venue', amount: 1_001, confirmUnusual: true }]);
    expect(capability).toMatchObject({ capability: 'venue', amount: 1_001 });
    expect(capability).not.toHaveProperty('confirmUnusual');
  });
});
