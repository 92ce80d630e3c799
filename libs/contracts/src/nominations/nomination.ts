import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { CountyCode, Id, Instant, MunicipalityCode, Slug } from '../vocabulary.ts';

/**
 * The public state of a nomination: which municipalities, and when. Who has nominated, and what they wrote, stays with the owner, and so does
 * what nobody has confirmed: it may have been sent in another's name.
 */
const nomination = Type.Object({
  id: Id,
  awardId: Slug,
  municipalities: Type.Array(MunicipalityCode, { minItems: 1 }),
  counties: Type.Array(CountyCode, { minItems: 1 }),
  byMunicipality: Type.Boolean({ description: 'Whether a municipality has entered itself.' }),
  status: Type.Enum(['submitted', 'confirmed']),
  submittedAt: Instant,
  confirmedAt: Type.Optional(Instant),
});

export type NominationData = Static<typeof nomination>;

const exampleNomination: NominationData = {
  id: '01921c77-0e2a-7b63-8c11-94d2e5f60719',
  awardId: 'digital-municipality-2021',
  municipalities: ['2081'],
  counties: ['20'],
  byMunicipality: false,
  status: 'submitted',
  submittedAt: '2021-04-12T11:42:05.000Z',
};

export const nominationSubmitted = contract({
  type: 'nominations.nomination.submitted.v1',
  meaning: 'Somebody has nominated a municipality; it counts once they have confirmed it.',
  data: nomination,
  example: exampleNomination,
  campaign: () => undefined,
});

export const nominationConfirmed = contract({
  type: 'nominations.nomination.confirmed.v1',
  meaning: 'A nomination has been confirmed by whoever sent it, and counts.',
  data: nomination,
  example: { ...exampleNomination, status: 'confirmed', confirmedAt: '2021-04-12T11:50:00.000Z' },
  campaign: () => undefined,
});

export const nominationEvents = [nominationSubmitted, nominationConfirmed] as const;
