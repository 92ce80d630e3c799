import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hiddenAmong, isWorthCounting, municipalResults, resultsOf } from './counting.ts';
import type { Count, Tally } from './counting.ts';
import type { Question } from './question.ts';

const text = { sv: 'Vård', en: 'Health care' };

function aQuestion(kind: Question['kind'], options: number, required = true): Question {
  const ids = Array.from({ length: options }, (_, at) => `o${at}`);
  return { id: 'q', kind, text, required, options: ids.map((id) => ({ id, text })) };
}

function tallyOf(answers: number, counts: readonly number[]): Tally {
  return { answers, chosen: counts.map((count, at) => ({ question: 'q', option: `o${at}`, answers: count })) };
}

function disclosedOf(answers: number, counts: readonly number[]): Pick<Count, 'answers' | 'results'> {
  return { answers, results: tallyOf(answers, counts).chosen };
}

/** The numbers as they are disclosed, a dash for what is hidden. */
function disclosed(question: Question, tally: Tally, before?: Count): (number | '-')[] {
  return resultsOf([question], tally, before).map(({ answers }) => answers ?? '-');
}

describe('the results of a question', () => {
  it('are disclosed as they are when no group is small', () => {
    expect(disclosed(aQuestion('one', 3), tallyOf(30, [18, 7, 5]))).toEqual([18, 7, 5]);
  });

  it('hide a small group, and another one, where the difference would give it away', () => {
    expect(disclosed(aQuestion('one', 3), tallyOf(29, [18, 7, 4]))).toEqual([18, '-', '-']);
    expect(disclosed(aQuestion('one', 4, false), tallyOf(40, [18, 7, 4, 11]))).toEqual([18, '-', '-', 11]);
  });

  it('hide only the small group where everybody may choose several or none: nothing adds up to anything', () => {
    expect(disclosed(aQuestion('several', 3, false), tallyOf(20, [18, 7, 4]))).toEqual([18, 7, '-']);
  });

  it('hide that nobody has chosen an option', () => {
    expect(disclosed(aQuestion('one', 3), tallyOf(30, [20, 10, 0]))).toEqual([20, '-', '-']);
    expect(disclosed(aQuestion('one', 3), tallyOf(20, [20, 0, 0]))).toEqual(['-', '-', '-']);
  });

  it('hide groups of one size together, so that the rule does not give away which is which', () => {
    expect(disclosed(aQuestion('one', 4), tallyOf(35, [7, 4, 7, 17]))).toEqual(['-', '-', '-', 17]);
    expect(disclosed(aQuestion('one', 4), tallyOf(25, [4, 4, 5, 12]))).toEqual(['-', '-', '-', 12]);
  });

  it('stay disclosed once they have been', () => {
    const question = aQuestion('one', 4);
    const first = {
      countedAt: new Date(),
      ...tallyOf(43, []),
      results: resultsOf([question], tallyOf(43, [3, 9, 11, 20]), undefined),
    };
    expect(first.results.map(({ answers }) => answers)).toEqual([undefined, undefined, 11, 20]);
    expect(disclosed(question, tallyOf(49, [3, 14, 11, 21]), first)).toEqual(['-', '-', 11, 21]);
  });

  it('leave out answers to questions and options that there are none of', () => {
    const stray = [...tallyOf(6, [6, 6]).chosen, { question: 'other', option: 'o0', answers: 9 }];
    expect(disclosed(aQuestion('several', 2), { answers: 6, chosen: stray })).toEqual([6, 6]);
  });
});

describe('counting again', () => {
  it.each([
    [4, undefined, false],
    [5, undefined, true],
    [9, 5, false],
    [10, 5, true],
  ])('is worth it with %s answers when %s were counted: %s', (answers, before, worth) => {
    expect(isWorthCounting(answers, before === undefined ? undefined : { answers: before })).toBe(worth);
  });
});

describe('whoever knows every count that was disclosed, and the rule that hides', () => {
  /**
   * Goes through every way in which so many people can answer between one count and the next, and puts together those that look the
   * same from outside. Nobody who sees them may know the size of a small group: there is always a way in which it is another one.
   */
  function derived(
    ways: (people: number) => Iterable<readonly number[]>,
    question: Question,
    batches: readonly number[],
  ) {
    const seen = new Map<string, { hidden: number[]; sizes: Set<number>[] }>();
    const follow = (counts: readonly number[], history: string, before: Count | undefined, left: readonly number[]) => {
      const [people, ...later] = left;
      if (people === undefined) return;
      for (const way of ways(people)) {
        const now = counts.map((count, at) => count + (way[at] ?? 0));
        const answers = (before?.answers ?? 0) + people;
        const results = resultsOf([question], tallyOf(answers, now), before);
        const shown = `${history}|${results.map((result) => result.answers ?? '-').join(' ')}`;
        const same = seen.get(shown) ?? { hidden: [], sizes: now.map(() => new Set<number>()) };
        seen.set(shown, same);
        same.hidden = results.flatMap((result, at) => (result.answers === undefined ? [at] : []));
        now.forEach((count, at) => same.sizes[at]?.add(count));
        follow(now, shown, { countedAt: new Date(0), answers, results }, later);
      }
    };
    follow(
      question.options.map(() => 0),
      '',
      undefined,
      batches,
    );

    return [...seen].flatMap(([shown, { hidden, sizes }]) =>
      hidden
        .filter((at) => sizes[at]?.size === 1 && Math.max(...sizes[at]) < 5)
        .map((at) => `${shown}: o${at} is ${[...(sizes[at] ?? [])].join()}`),
    );
  }

  /** Everybody chooses one option; or, as the last part, none. */
  function* ofOne(people: number, parts: number): Generator<number[]> {
    if (parts === 1) yield [people];
    else
      for (let first = 0; first <= people; first++)
        for (const others of ofOne(people - first, parts - 1)) yield [first, ...others];
  }

  /** Everybody chooses some of the options, at least one where they must. */
  function* ofSeveral(people: number, options: number, least: number): Generator<number[]> {
    if (options === 0) {
      if (least <= 0) yield [];
    } else
      for (let first = 0; first <= people; first++)
        for (const others of ofSeveral(people, options - 1, least - first)) yield [first, ...others];
  }

  const batches = (most: number, times: number) =>
    fc.array(fc.integer({ min: 5, max: most }), { minLength: 1, maxLength: times });

  it.each([
    [2, 14, 4],
    [3, 9, 3],
    [4, 9, 2],
    [5, 12, 1],
  ])('cannot find out how many chose one of %s options that few have chosen', (options, most, times) => {
    fc.assert(
      fc.property(batches(most, times), (people) => {
        const question = aQuestion('one', options);
        expect(derived((each) => ofOne(each, options), question, people)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('cannot find it out either when some have chosen nothing', () => {
    fc.assert(
      fc.property(batches(8, 2), (people) => {
        expect(derived((each) => ofOne(each, 4), aQuestion('one', 3, false), people)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it.each([true, false])('cannot find it out when they chose several, and had to choose: %s', (required) => {
    fc.assert(
      fc.property(batches(7, 2), (people) => {
        const ways = (each: number) => ofSeveral(each, 2, required ? each : 0);
        expect(derived(ways, aQuestion('several', 2, required), people)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('finds no small group by taking what is disclosed from the whole, however many there are', () => {
    const counts = fc.array(fc.oneof(fc.nat(7), fc.nat(500)), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(counts, (sizes) => {
        const parts = new Map(sizes.map((size, at): [string, number] => [String(at), size]));
        const hidden = [...hiddenAmong(parts, new Set())].map((part) => parts.get(part) ?? 0);
        if (Math.min(...sizes) >= 5) expect(hidden).toEqual([]);
        else if (hidden.length < sizes.length) {
          expect(hidden.length).toBeGreaterThan(1);
          expect(hidden.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(5);
          expect(new Set(hidden).size).toBeGreaterThan(1);
        }
      }),
    );
  });
});

describe('the results by municipality', () => {
  const question = aQuestion('several', 2, false);
  const whole = disclosedOf(60, [40, 30]);

  it('name municipalities from which several have answered, the most first', () => {
    const municipalities = new Map([
      ['2081', tallyOf(20, [15, 10])],
      ['0114', tallyOf(25, [10, 10])],
      ['1980', tallyOf(3, [3, 3])],
      ['2080', tallyOf(7, [7, 2])],
    ]);
    expect(municipalResults([question], whole, municipalities)).toEqual([
      { municipality: '0114', answers: 25, results: [result('o0', 10), result('o1', 10)] },
      { municipality: '2081', answers: 20, results: [result('o0', 15), result('o1', 10)] },
      { municipality: '2080', answers: 7, results: [] },
    ]);
    function result(option: string, answers: number) {
      return { question: 'q', option, answers };
    }
  });

  it('do not say what was chosen where few chose an option, or few elsewhere', () => {
    const small = new Map([['2081', tallyOf(20, [15, 4])]]);
    expect(municipalResults([question], whole, small)).toEqual([{ municipality: '2081', answers: 20, results: [] }]);
    const nearlyAll = new Map([['2081', tallyOf(40, [36, 20])]]);
    expect(municipalResults([question], whole, nearlyAll)).toEqual([
      { municipality: '2081', answers: 40, results: [] },
    ]);
  });

  it('do not say what was chosen where it would give away the last few, who have not been counted', () => {
    // Of 24 and 24 that are disclosed, four each would be elsewhere; as no option shown has fewer than five there, that would give the last few away.
    const place = new Map([['2081', tallyOf(40, [20, 20])]]);
    expect(municipalResults([question], disclosedOf(48, [24, 24]), place)).toEqual([
      { municipality: '2081', answers: 40, results: [] },
    ]);
  });

  it('leave at least five in every option outside those that are disclosed', () => {
    const places = fc.array(fc.array(fc.nat(12), { minLength: 2, maxLength: 2 }), { maxLength: 8 });
    fc.assert(
      fc.property(places, fc.array(fc.nat(12), { minLength: 2, maxLength: 2 }), (counts, unstated) => {
        const all = [...counts, unstated];
        const sum = (at: number) => all.reduce((total, each) => total + (each[at] ?? 0), 0);
        const answers = (each: readonly number[]) => Math.max(0, ...each);
        const tallies = counts.map((each, at): [string, Tally] => [`${1000 + at}`, tallyOf(answers(each), each)]);
        const everybody = disclosedOf(
          all.reduce((total, each) => total + answers(each), 0),
          [sum(0), sum(1)],
        );
        const rows = municipalResults([question], everybody, new Map(tallies));
        for (const option of ['o0', 'o1']) {
          const there = rows.flatMap(({ results }) => results.filter((result) => result.option === option));
          for (const { answers } of there) expect(answers).toBeGreaterThanOrEqual(5);
          const elsewhere = sum(Number(option.slice(1))) - there.reduce((total, { answers }) => total + answers, 0);
          if (there.length > 0) expect(elsewhere).toBeGreaterThanOrEqual(5);
        }
      }),
    );
  });
});
