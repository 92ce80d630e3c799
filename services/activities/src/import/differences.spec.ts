import { describe, expect, it } from '@jest/globals';
import { planActivity } from '../activity/activity.ts';
import type { Proposal } from '../activity/activity.state.ts';
import { differencesOf } from './differences.ts';

const proposal: Proposal = {
  title: { sv: 'Öppet hus', fi: 'Avoimet ovet' },
  description: { sv: 'Fika.', en: 'Coffee.' },
  form: 'open-house',
  topics: ['coding'],
  targetGroups: [],
  languages: ['sv', 'fi'],
  mode: 'on-site',
  municipality: '2081',
  venue: { name: 'Biblioteket', position: { latitude: 60.5, longitude: 15.4 }, accessibility: ['step-free'] },
  sessions: [{ start: '2024-11-15T10:00', end: '2024-11-15T12:00' }],
  capacity: 40,
  freeOfCharge: true,
  organisers: ['library', 'school'],
  campaigns: ['week'],
};
const there = planActivity(proposal, new Date(0)).state;
const required = ['title', 'form', 'day', 'start', 'end', 'organisation'];

function compared(change: Partial<Proposal>, ...said: string[]) {
  // What a line assumes where a cell is empty.
  const { description: _, venue: __, capacity: ___, ...assumed } = proposal;
  const line = { ...assumed, title: { sv: 'Öppet hus' }, topics: [], languages: ['sv'], organisers: ['library'] };
  return differencesOf(there, { proposal: { ...line, ...change }, said: new Set([...required, ...said]) });
}

describe('what a file says of an activity that is there', () => {
  it('differs in nothing that is not said, or that a file has no column for', () => {
    expect(compared({})).toEqual({ differences: [], amendment: {} });
    expect(compared({ campaigns: [] })).toEqual({ differences: [], amendment: {} });
  });

  it('keeps what it does not say where it says something else', () => {
    const venue = { name: 'Biblioteket', accessibility: [] };
    expect(compared({ title: { sv: 'Öppet hus!' }, description: { sv: 'Kaka.' }, venue }).amendment).toEqual({
      title: { sv: 'Öppet hus!', fi: 'Avoimet ovet' },
      description: { sv: 'Kaka.', en: 'Coffee.' },
    });
  });

  it('takes another place without the position of the one before', () => {
    const venue = { name: 'Skolan', address: 'Hagavägen 1', accessibility: [] };
    const { differences, amendment } = compared({ venue }, 'venue', 'address');
    expect(differences).toEqual([
      { column: 'venue', there: 'Biblioteket', file: 'Skolan' },
      { column: 'address', there: '', file: 'Hagavägen 1' },
    ]);
    expect(amendment).toEqual({ venue: { ...venue, accessibility: ['step-free'] } });
  });

  it('changes what a place is known for, and leaves it where it is', () => {
    const venue = { name: 'Biblioteket', accessibility: ['hearing-loop'] };
    expect(compared({ venue }, 'venue', 'accessibility').amendment).toEqual({
      venue: { ...proposal.venue, accessibility: ['hearing-loop'] },
    });
  });

  it('has nothing to say of a venue that is booked: its owner does', () => {
    const booked = { ...there, venue: { resourceId: 'room', name: 'Röda rummet', accessibility: [] } };
    const line = { ...proposal, venue: { name: 'RÖDA RUMMET', accessibility: [] } };
    expect(differencesOf(booked, { proposal: line, said: new Set(required) })).toEqual({
      differences: [],
      amendment: {},
    });
  });

  it('is compared cell by cell, and by each of its times', () => {
    const change = {
      topics: ['coding', 'banking-errands'],
      capacity: 12,
      organisers: ['museum'],
      campaigns: ['days'],
      sessions: [
        { start: '2024-11-15T10:00', end: '2024-11-15T12:00' },
        { start: '2024-11-15T22:00', end: '2024-11-16T02:00' },
      ],
    };
    const { differences, amendment } = compared(change, 'topics', 'capacity');
    expect(differences).toEqual([
      { column: 'topics', there: 'coding', file: 'coding, banking-errands' },
      { column: 'capacity', there: '40', file: '12' },
      { column: 'start', there: '', file: '2024-11-15 22:00–2024-11-16 02:00' },
      { column: 'organisation', there: 'library, school', file: 'museum' },
      { column: 'campaign', there: 'week', file: 'week, days' },
    ]);
    expect(amendment).toEqual({ ...change, campaigns: ['week', 'days'] });
  });
});
