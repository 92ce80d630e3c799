import { describe, expect, it } from '@jest/globals';
import { isWorthCounting, municipalResults, resultsOf } from './counting.ts';
import type { Noise, Tally } from './counting.ts';
import { noise } from './noise.source.ts';
import type { Question } from './question.ts';

const text = { sv: 'Vård', en: 'Health care' };
const question: Question = {
  ...{ id: 'q', kind: 'several', text, required: true },
  options: ['o0', 'o1', 'o2'].map((id) => ({ id, text })),
};
const exactly: Noise = () => 0;

function tallyOf(answers: number, counts: readonly number[]): Tally {
  return { answers, chosen: counts.map((count, at) => ({ question: 'q', option: `o${at}`, answers: count })) };
}

/** The numbers as they are disclosed, a dash for what is hidden. */
function disclosed(tally: Tally, by: Noise = exactly): (number | '-')[] {
  return resultsOf([question], tally, by).map(({ answers }) => answers ?? '-');
}

/** One after the other. */
function drawing(...drawn: number[]): Noise {
  const left = drawn.values();
  return () => left.next().value ?? 0;
}

describe('the results of a question', () => {
  it('are off by chance, each for itself, in whole numbers', () => {
    expect(disclosed(tallyOf(300, [180, 70, 50]), drawing(1, -0.5, 0.33))).toEqual([195, 63, 55]);
  });

  it('hide what comes to less than five, and are no more than have answered', () => {
    expect(disclosed(tallyOf(100, [98, 4, 12]), drawing(2, 0, -0.6))).toEqual([100, '-', '-']);
    expect(disclosed(tallyOf(100, [98, 0, 5]), drawing(0, 2, 0))).toEqual([98, 30, 5]);
  });

  it('leave out answers to questions and options that there are none of', () => {
    const stray = [...tallyOf(60, [60, 60]).chosen, { question: 'other', option: 'o0', answers: 9 }];
    expect(disclosed({ answers: 60, chosen: stray })).toEqual([60, 60, '-']);
  });

  it('of hundreds of answers are right within thirty in nineteen of twenty numbers', () => {
    const errors = Array.from({ length: 2_000 }, () => disclosed(tallyOf(900, [400, 300, 200]), noise)).flatMap(
      ([first, second, third]) => [Number(first) - 400, Number(second) - 300, Number(third) - 200],
    );
    const within = errors.filter((error) => Math.abs(error) <= 30).length / errors.length;
    // 95.8 % are expected; one sound run in a million is further off.
    expect(within).toBeGreaterThan(0.945);
    expect(within).toBeLessThan(0.971);
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    expect(Math.abs(mean)).toBeLessThan(1);
  });
});

describe('counting again', () => {
  it.each([
    [4, undefined, false],
    [5, undefined, true],
    [9, 5, false],
    [10, 5, true],
  ])('is worth it with %s people when %s were counted: %s', (people, before, worth) => {
    const counted = before === undefined ? undefined : { people: before, answers: before };
    expect(isWorthCounting({ people, answers: 100 }, counted)).toBe(worth);
  });

  it('is not worth it for a few answers more, of people whose other answers were counted before they were', () => {
    expect(isWorthCounting({ people: 10, answers: 13 }, { people: 5, answers: 9 })).toBe(false);
    expect(isWorthCounting({ people: 10, answers: 14 }, { people: 5, answers: 9 })).toBe(true);
  });
});

describe('the results by municipality', () => {
  const asked = ['0114', '2080', '2081'];
  const tallies = new Map([
    ['2081', tallyOf(120, [90, 60, 4])],
    ['0114', tallyOf(125, [100, 10, 5])],
    ['2080', tallyOf(74, [30, 20, 9])],
  ]);

  it('name municipalities from which many have answered, the most first', () => {
    expect(municipalResults([question], asked, tallies, exactly)).toEqual([
      { municipality: '0114', answers: 125, results: [result('o0', 100), result('o1', 10), result('o2', 5)] },
      { municipality: '2081', answers: 120, results: [result('o0', 90), result('o1', 60), result('o2')] },
    ]);
    function result(option: string, answers?: number) {
      return { question: 'q', option, ...(answers !== undefined && { answers }) };
    }
  });

  it('are off by chance too, and so is which of them are named', () => {
    const rows = municipalResults([question], asked, new Map([['2080', tallyOf(74, [])]]), drawing(0, 0.4, 5));
    expect(rows.map(({ municipality, answers }) => [municipality, answers])).toEqual([
      ['2080', 80],
      ['2081', 75],
    ]);
  });
});
