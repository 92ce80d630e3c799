import { describe, expect, it } from '@jest/globals';
import type { Resource } from '../resource/resource.state.ts';
import { venueFrom } from './venue.ts';

const room: Resource = {
  kind: 'venue',
  organisationId: 'library',
  name: 'Röda rummet',
  address: 'Hagavägen 1',
  municipality: '2081',
  county: '20',
  capacity: 40,
  accessibility: ['step-free'],
  languages: [],
  topics: [],
  status: 'available',
  addedAt: new Date('2024-09-01T10:00Z'),
};
const { name: _, address: __, ...coach } = { ...room, kind: 'coach' as const };

describe('a venue that is booked here', () => {
  it('is described as its owner describes it', () => {
    expect(venueFrom('room', room, '2081')).toEqual({
      resourceId: 'room',
      name: 'Röda rummet',
      address: 'Hagavägen 1',
      accessibility: ['step-free'],
    });
  });

  it('is where the activity takes place', () => {
    expect(() => venueFrom('room', room, '2080')).toThrow(
      expect.objectContaining({ code: 'venue-elsewhere', message: 'The venue is in 2081 Borlänge.' }),
    );
  });

  it.each<[string, Resource | undefined]>([
    ['nothing', undefined],
    ['a coach', coach],
    ['what has been retired', { ...room, status: 'retired', retiredAt: new Date('2024-10-01T10:00Z') }],
  ])('is not %s', (___, resource) => {
    expect(() => venueFrom('room', resource, '2081')).toThrow(expect.objectContaining({ code: 'unknown-venue' }));
  });
});
