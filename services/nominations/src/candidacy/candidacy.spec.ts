import { describe, expect, it } from '@jest/globals';
import type { Change } from '@kraftsamling/messaging/decision';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import { open } from '../../test/award-samples.ts';
import type { OpenAward } from '../award/award.state.ts';
import {
  assessCandidacy,
  complementCandidacy,
  gatherNomination,
  informMunicipality,
  meetCandidacy,
  nominateCandidacy,
  withdrawCandidacy,
} from './candidacy.ts';
import type { Candidacy } from './candidacy.state.ts';
import { publicCandidacy } from './public-candidacy.ts';

const stateOf = (decision: unknown) => (decision as Change<Candidacy>).state;
const eventsOf = (decision: unknown) => (decision as Change<Candidacy>).events.map(({ type }) => type.split('.')[2]);
const refusing = (code: string) => expect.objectContaining({ code });
const april = new Date('2021-04-12T10:00:00+02:00');
const withheld = (at: string, text = 'Mer om oss.') => ({ text, salt: '00'.repeat(32), at: new Date(at) });

const nominated = (change: Partial<Parameters<typeof nominateCandidacy>[1]> = {}) =>
  nominateCandidacy('award', { id: 'n1', municipalities: ['2082', '2081'], byMunicipality: false, ...change }, april);
const candidacy = nominated().state;
const listed: OpenAward = {
  ...open,
  longListed: { candidacies: [{ candidacyId: 'c', municipalities: ['2081'] }], announcedAt: april },
};

describe('a candidacy', () => {
  it('gathers the nominations of the same municipalities, and tells of the first alone', () => {
    expect(nominated().state).toMatchObject({ municipalities: ['2081', '2082'], nominations: ['n1'] });
    expect(eventsOf(nominated())).toEqual(['nominated']);
    const again = gatherNomination(candidacy, { id: 'n2', municipalities: ['2081', '2082'], byMunicipality: true });
    expect(stateOf(again)).toMatchObject({ nominations: ['n1', 'n2'], byMunicipality: false });
    expect(eventsOf(again)).toEqual([]);
    expect(gatherNomination(candidacy, { id: 'n1', municipalities: [], byMunicipality: false })).toBe(nothingHappens);
  });

  it('is told of its nomination once', () => {
    const informed = informMunicipality(candidacy, april);
    expect(eventsOf(informed)).toEqual(['informed']);
    expect(informMunicipality(stateOf(informed), april)).toBe(nothingHappens);
  });

  it('that others nominated is complemented until the later deadline', () => {
    const complemented = complementCandidacy(candidacy, open, withheld('2021-05-12T23:59:59+02:00'));
    expect(stateOf(complemented).status).toBe('complemented');
    expect(eventsOf(complemented)).toEqual(['complemented']);
    expect(complementCandidacy(stateOf(complemented), open, withheld('2021-05-12T23:59:59+02:00'))).toBe(
      nothingHappens,
    );
    expect(() => complementCandidacy(candidacy, open, withheld('2021-05-13T00:00:00+02:00'))).toThrow(
      refusing('deadline-passed'),
    );
  });

  it('that entered itself is complemented as long as it could have entered', () => {
    const own = nominated({ byMunicipality: true }).state;
    expect(() => complementCandidacy(own, open, withheld('2021-04-29T23:59:59+02:00'))).not.toThrow();
    expect(() => complementCandidacy(own, open, withheld('2021-04-30T00:00:00+02:00'))).toThrow(
      refusing('deadline-passed'),
    );
  });

  it('is assessed only from the long list, in time, and met only from the short list', () => {
    const assess = (award: OpenAward, id = 'c', at = '2021-05-31T23:59:59+02:00') =>
      assessCandidacy(candidacy, id, award, withheld(at));
    expect(stateOf(assess(listed)).assessment).toBeDefined();
    expect(eventsOf(assess(listed))).toEqual([]);
    expect(() => assess(open)).toThrow(refusing('not-on-long-list'));
    expect(() => assess(listed, 'd')).toThrow(refusing('not-on-long-list'));
    expect(() => assess(listed, 'c', '2021-06-01T00:00:00+02:00')).toThrow(refusing('deadline-passed'));
    expect(() => meetCandidacy(candidacy, 'c', listed, withheld('2021-09-01T10:00:00Z'))).toThrow(
      refusing('not-on-short-list'),
    );
    const { longListed: shortListed } = listed;
    const finalist = { ...listed, ...(shortListed && { shortListed }) };
    expect(stateOf(meetCandidacy(candidacy, 'c', finalist, withheld('2021-09-01T10:00:00Z'))).meeting).toBeDefined();
  });

  it('that has withdrawn is done with', () => {
    const withdrawn = withdrawCandidacy(candidacy, open, april);
    expect(eventsOf(withdrawn)).toEqual(['withdrawn']);
    expect(withdrawCandidacy(stateOf(withdrawn), open, april)).toBe(nothingHappens);
    for (const step of [
      () => complementCandidacy(stateOf(withdrawn), open, withheld('2021-05-01T00:00:00Z')),
      () => assessCandidacy(stateOf(withdrawn), 'c', listed, withheld('2021-05-25T00:00:00Z')),
    ])
      expect(step).toThrow(refusing('candidacy-withdrawn'));
  });

  it('shows nobody a text, nor who nominated it', () => {
    const complemented = stateOf(complementCandidacy(candidacy, open, withheld('2021-05-01T00:00:00Z', 'Hemligt')));
    expect(publicCandidacy(complemented, 'c')).toEqual({
      id: 'c',
      awardId: 'award',
      municipalities: ['2081', '2082'],
      counties: ['20'],
      byMunicipality: false,
      status: 'complemented',
      nominatedAt: april.toISOString(),
      complementedAt: '2021-05-01T00:00:00.000Z',
    });
  });
});
