import { describe, expect, it } from '@jest/globals';
import { InvalidRankInput, readRankInput } from './rank-input.ts';

const input = {
  entries: ['Åsele', 'Dorotea/1'],
  jurors: { Anna: { Åsele: 12, 'Dorotea/1': null }, Bo: { Åsele: 0 } },
  scale: [0, 20],
  seats: 1,
  higherIsBetter: true,
  rule: 'mean',
};

describe('a jury’s file', () => {
  it('is read, and what nobody has scored is missing', () => {
    expect(readRankInput(input)).toEqual({
      sheet: {
        entries: ['Åsele', 'Dorotea/1'],
        jurors: [
          { name: 'Anna', scores: [12, null] },
          { name: 'Bo', scores: [0, null] },
        ],
        scale: { lowest: 0, highest: 20 },
        higherIsBetter: true,
      },
      seats: 1,
      rule: 'mean',
    });
  });

  it('may name an entry as JavaScript names its own', () => {
    const json: unknown = JSON.parse(
      '{"entries":["__proto__","constructor"],"jurors":{"__proto__":{"__proto__":3}},"scale":[0,5],"seats":1,"higherIsBetter":true,"rule":"mean"}',
    );
    expect(readRankInput(json).sheet.jurors).toEqual([{ name: '__proto__', scores: [3, null] }]);
  });

  it.each([
    ['no object', [], ['/: must be object']],
    ['a part that is missing', { ...input, seats: undefined }, ['/seats: is missing']],
    ['a field that nobody knows', { ...input, weights: {} }, ['/weights: is no field of a jury’s file']],
    ['no entries', { ...input, entries: [], jurors: {} }, ['/entries: must not have fewer than 1 items']],
    [
      'an entry that is there twice',
      { ...input, entries: ['Åsele', 'Dorotea/1', 'Åsele'] },
      ['/entries/2: "Åsele" is /entries/0 already'],
    ],
    [
      'more entries than a jury can read',
      { ...input, jurors: {}, entries: Array.from({ length: 301 }, (_, at) => `E${at}`) },
      ['/entries: must not have more than 300 items'],
    ],
    [
      'more jurors than a room holds',
      { ...input, jurors: Object.fromEntries(Array.from({ length: 61 }, (_, at) => [`J${at}`, {}])) },
      ['/jurors: must not have more than 60 properties'],
    ],
    ['an entry that does not exist', withScores({ Asele: 3 }), ['/jurors/Anna/Asele: there is no entry "Asele"']],
    [
      'a score above the scale',
      withScores({ 'Dorotea/1': 21 }),
      ['/jurors/Anna/Dorotea~11: 21 is no whole number from 0 to 20, nor null'],
    ],
    [
      'a score below the scale',
      withScores({ Åsele: -1 }),
      ['/jurors/Anna/Åsele: -1 is no whole number from 0 to 20, nor null'],
    ],
    ['half a point', withScores({ Åsele: 9.5 }), ['/jurors/Anna/Åsele: 9.5 is no whole number from 0 to 20, nor null']],
    [
      'a number in quotes',
      withScores({ Åsele: '9' }),
      ['/jurors/Anna/Åsele: "9" is no whole number from 0 to 20, nor null'],
    ],
    ['scores that are no object', { ...input, jurors: { Anna: [1, 2] } }, ['/jurors/Anna: must be object']],
    [
      'a scale upside down',
      { ...input, jurors: {}, scale: [20, 0] },
      ['/scale: the lowest score, 20, is not below the highest, 0'],
    ],
    ['a scale of one number', { ...input, scale: [20] }, ['/scale: must not have fewer than 2 items']],
    ['a scale beyond bounds', { ...input, scale: [0, 1_001] }, ['/scale/1: must be <= 1000']],
    ['no seats', { ...input, seats: 0 }, ['/seats: must be >= 1']],
    ['half a seat', { ...input, seats: 1.5 }, ['/seats: must be integer']],
    ['a word for yes', { ...input, higherIsBetter: 'yes' }, ['/higherIsBetter: must be boolean']],
    [
      'a rule that nobody knows',
      { ...input, rule: 'average' },
      ['/rule: must be one of mean, median, trimmed-mean, rank-sum, calibrated'],
    ],
  ])('is refused for %s, which is named', (_, json, errors) => {
    expect(refusalOf(JSON.parse(JSON.stringify(json)))).toEqual(errors);
  });

  it('is refused with a few errors where there are thousands', () => {
    const scores = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`E${at}`, 1]));
    const errors = refusalOf(withScores(scores));
    expect(errors).toHaveLength(21);
    expect(errors.at(-1)).toBe('and 4980 more of this kind');
  });
});

function withScores(scores: Record<string, unknown>) {
  return { ...input, jurors: { Anna: scores } };
}

function refusalOf(json: unknown): readonly string[] {
  try {
    readRankInput(json);
  } catch (error) {
    if (error instanceof InvalidRankInput) return error.errors;
    throw error;
  }
  throw new Error('It was taken.');
}
