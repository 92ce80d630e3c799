import { describe, expect, it } from '@jest/globals';
import type { MatchingRequest, NetworkOrganisation, Share } from './need.ts';
import { networkOf } from './network.ts';
import { waysFor } from './ways.ts';

const organisation = (id: string, ...offers: readonly Share[]): NetworkOrganisation => ({
  id,
  municipality: '2081',
  worksIn: { wholeCountry: false, counties: [], municipalities: ['2081'] },
  offers: offers.map((share) => ({ ...share, days: [], languages: [], targetGroups: [], themes: [] })),
  consentsToMatching: true,
  reserved: [],
  requests: 0,
  collaborations: 0,
});
const share = (capability: Share['capability'], amount = 1): Share => ({ capability, amount });
const request = (...demands: readonly Share[]): MatchingRequest => ({
  need: { demands, municipality: '2081', withinKm: 0, days: [], targetGroups: [], themes: [], languages: [] },
});
const most = { ways: 100, withNewcomers: 100 };
const told = ({ members, newcomers }: ReturnType<typeof waysFor>['ways'][number]) =>
  [...members.map(({ organisationId, brings }) => `${organisationId}: ${brings.map(({ capability, amount }) => `${amount} ${capability}`).join(', ')}`), ...newcomers.map(({ capability, amount }) => `new: ${amount} ${capability}`)].join('; '); // prettier-ignore

describe('the ways to meet a need', () => {
  it('are all of them: who could be left out may bring what another one is needed for elsewhere', () => {
    const network = networkOf([
      organisation('library', share('venue', 2), share('coaches')),
      organisation('school', share('coaches', 2)),
    ]);
    const { ways, left, complete } = waysFor(request(share('venue'), share('coaches')), network, most);
    expect(complete).toBe(true);
    expect(ways.map(told)).toEqual([
      'library: 1 coaches, 1 venue',
      'library: 1 venue; school: 1 coaches',
      'library: 1 venue; new: 1 coaches',
      'library: 1 coaches; new: 1 venue',
      'school: 1 coaches; new: 1 venue',
    ]);
    expect(left).toContainEqual({ organisationId: 'library', shares: [share('coaches', 1), share('venue', 2)] });
  });

  it('share out what several can bring of the same', () => {
    const network = networkOf([organisation('library', share('coaches', 2)), organisation('school', share('coaches'))]);
    const { ways } = waysFor(request(share('coaches', 2)), network, most);
    expect(ways.filter(({ newcomers }) => newcomers.length === 0).map(told)).toEqual([
      'library: 2 coaches',
      'library: 1 coaches; school: 1 coaches',
    ]);
    expect(ways.map(told)).toContain('school: 1 coaches; new: 1 coaches');
  });

  it('need as few who are not there yet as can be, where it cannot be done without', () => {
    const network = networkOf([organisation('library', share('venue'))]);
    const { ways } = waysFor(request(share('venue'), share('coaches'), share('outreach')), network, most);
    expect(ways.map(told)).toEqual(['library: 1 venue; new: 1 coaches; new: 1 outreach']);
  });

  it('say so where there are more of them', () => {
    const network = networkOf(Array.from({ length: 9 }, (_, n) => organisation(`school-${n}`, share('coaches'))));
    const { ways, complete } = waysFor(request(share('coaches')), network, { ways: 4, withNewcomers: 4 });
    expect(ways.filter(({ newcomers }) => newcomers.length === 0)).toHaveLength(4);
    expect(complete).toBe(false);
  });
});
