import { describe, expect, it } from '@jest/globals';
import { expectedOfAward } from './expected-award-figures.ts';

describe('What statistics must show of an award', () => {
  it('counts a joint entry once, and in each of its municipalities and counties', () => {
    const joint = { municipalities: ['2062', '2034', '1980'], counties: ['19', '20'] };
    const figures = expectedOfAward(
      {
        nominations: [{ id: 'n', ...joint, byMunicipality: true, status: 'confirmed' }],
        candidacies: [{ id: 'c', ...joint, status: 'informed' }],
        articles: [],
      },
      { longListed: { candidacies: [{ candidacyId: 'c', ...joint }] } },
    );

    expect(Object.fromEntries(figures)).toMatchObject({
      'nominations.total': 1,
      'nominationsByCounty.20.confirmed': 1,
      'nominationsByMunicipality.2034.confirmed': 1,
      'candidacies.joint': 1,
      'nominatedMunicipalities.total': 3,
      'nominatedMunicipalities.joint': 3,
      'longListed.total': 1,
      'longListed.municipalities': 3,
      'shortListed.total': 0,
    });
  });
});
