import { describe, expect, it } from '@jest/globals';
import { randomFrom } from '@kraftsamling/testing/random';
import { mannWhitney } from './mann-whitney.ts';

describe('the test of Mann and Whitney', () => {
  it('reproduces the probabilities of scipy.stats.mannwhitneyu (asymptotic, with continuity)', () => {
    const to = (from: number, count: number, step = 1) => Array.from({ length: count }, (_, at) => from + at * step);
    expect(mannWhitney(to(1, 20), to(1, 20))).toBeCloseTo(1, 6);
    expect(mannWhitney(to(0, 20), to(5, 20))).toBeCloseTo(0.018522, 6);
    expect(mannWhitney(to(0, 20), to(100, 20))).toBeCloseTo(6.8e-8, 8);
    expect(mannWhitney([1, 1, 1], [1, 1, 1])).toBe(1);
  });

  it('finds a difference where there is none as often as its level says', () => {
    const random = randomFrom(7);
    const sample = () => Array.from({ length: 100 }, () => random.normal() ** 2);
    const found = Array.from({ length: 1_000 }, () => mannWhitney(sample(), sample())).filter((p) => p < 0.05);
    expect(found.length).toBeGreaterThan(25);
    expect(found.length).toBeLessThan(80);
  });
});
