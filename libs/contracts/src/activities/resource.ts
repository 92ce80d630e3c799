import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { CountyCode, Id, Instant, Language, MunicipalityCode, Slug } from '../vocabulary.ts';

/** The public state of something that activities book: a venue or a digital coach. A coach is a person, and has no name here. */
const resource = Type.Object({
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

const exampleResource: ResourceData = {
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

export const resourceAdded = contract({
  type: 'activities.resource.added.v1',
  meaning: 'A venue or a coach can be booked.',
  data: resource,
  example: exampleResource,
  campaign: () => undefined,
});

export const resourceAmended = contract({
  type: 'activities.resource.amended.v1',
  meaning: 'What is known of a venue or a coach has changed.',
  data: resource,
  example: { ...exampleResource, capacity: 45 },
  campaign: () => undefined,
});

export const resourceRetired = contract({
  type: 'activities.resource.retired.v1',
  meaning: 'A venue or a coach can no longer be booked.',
  data: resource,
  example: { ...exampleResource, status: 'retired', retiredAt: '2025-01-07T09:00:00.000Z' },
  campaign: () => undefined,
});

export const resourceEvents = [resourceAdded, resourceAmended, resourceRetired] as const;
