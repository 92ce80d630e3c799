import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { needFrom } from './case.dto.ts';

describe('a need as people say it', () => {
  const slip = { demands: [{ capability: 'coaches', amount: 1_000_000 }] } as const;

  it('is asked back with an unusual amount, where it stands', () => {
    expect(() => needFrom({ ...slip, demands: [...slip.demands] })).toThrow(
      expect.objectContaining({
        code: 'unusual-number',
        errors: [expect.objectContaining({ pointer: '/need/demands/0/amount' })],
      }),
    );
  });

  it('is taken from whoever is sure, and nothing is kept of that', () => {
    const need = needFrom({ demands: [...slip.demands], confirmUnusual: true });
    expect(need).toMatchObject(slip);
    expect(need).not.toHaveProperty('confirmUnusual');
  });
});
