import type { Static } from 'typebox';
import { Type } from 'typebox';
import { CountyCode, Id, Instant, Language, MunicipalityCode, Slug } from '../vocabulary.ts';

/** The public state of something that activities book: a venue or a digital coach. A coach is a person, and has no name here. */
export const resource = Type.Object({
  id: Id,
  kind: Type.Enum(['venue', 'coach']),
  organisationId: Id,
  name: Type.Optional(Type.String({ minLength: 1, description: 'Of a venue.' })),
  municipality: MunicipalityCode,
  county: CountyCode,
  capacity: Type.Optional(Type.Integer({ minimum: 1, description: 'Of a venue: how many people it takes.' })),
  accessibility: Type.Array(Slug),
  languages: Type.Array(Language),
  topics: Type.Array(Slug),
  status: Type.Enum(['available', 'retired']),
  addedAt: Instant,
  retiredAt: Type.Optional(Instant),
});

export type ResourceData = Static<typeof resource>;

export const exampleResource: ResourceData = {
  id: '01924b0f-1d52-7a06-8c3e-7f2a90b1c4d8',
  kind: 'venue',
  organisationId: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f',
  name: 'Borlänge bibliotek, Röda rummet',
  municipality: '2081',
  county: '20',
  capacity: 40,
  accessibility: ['step-free', 'hearing-loop'],
  languages: [],
  topics: [],
  status: 'available',
  addedAt: '2024-09-02T08:00:00.000Z',
};
