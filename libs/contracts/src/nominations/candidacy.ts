import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { CountyCode, Id, Instant, MunicipalityCode, Slug } from '../vocabulary.ts';

/**
 * The public state of a candidacy: a municipality, or several that enter together, in an award. Which lists it is on is told by the award
 * when they are announced: nothing here changes by what the jury thinks.
 */
const candidacy = Type.Object({
  id: Id,
  awardId: Slug,
  municipalities: Type.Array(MunicipalityCode, { minItems: 1 }),
  counties: Type.Array(CountyCode, { minItems: 1 }),
  byMunicipality: Type.Boolean({ description: 'Whether its first nomination was its own entry.' }),
  status: Type.Enum(['nominated', 'informed', 'complemented', 'withdrawn']),
  nominatedAt: Instant,
  informedAt: Type.Optional(Instant),
  complementedAt: Type.Optional(Instant),
  withdrawnAt: Type.Optional(Instant),
});

export type CandidacyData = Static<typeof candidacy>;

const exampleCandidacy: CandidacyData = {
  id: '01921c77-0e2a-7b63-8c11-94d2e5f6071a',
  awardId: 'digital-municipality-2021',
  municipalities: ['2081'],
  counties: ['20'],
  byMunicipality: false,
  status: 'nominated',
  nominatedAt: '2021-04-12T11:50:00.000Z',
};

const exampleInformed: CandidacyData = {
  ...exampleCandidacy,
  status: 'informed',
  informedAt: '2021-04-12T11:50:02.000Z',
};

export const candidacyNominated = contract({
  type: 'nominations.candidacy.nominated.v1',
  meaning: 'A municipality, or several together, have been nominated for an award.',
  data: candidacy,
  example: exampleCandidacy,
  campaign: () => undefined,
});

export const candidacyInformed = contract({
  type: 'nominations.candidacy.informed.v1',
  meaning: 'The nominated municipality has been informed at its official address.',
  data: candidacy,
  example: exampleInformed,
  campaign: () => undefined,
});

export const candidacyComplemented = contract({
  type: 'nominations.candidacy.complemented.v1',
  meaning: 'The nominated municipality has complemented the text of its nomination.',
  data: candidacy,
  example: { ...exampleInformed, status: 'complemented', complementedAt: '2021-05-03T09:00:00.000Z' },
  campaign: () => undefined,
});

export const candidacyWithdrawn = contract({
  type: 'nominations.candidacy.withdrawn.v1',
  meaning: 'The nominated municipality has withdrawn from the award.',
  data: candidacy,
  example: { ...exampleInformed, status: 'withdrawn', withdrawnAt: '2021-05-04T09:00:00.000Z' },
  campaign: () => undefined,
});

export const candidacyEvents = [
  candidacyNominated,
  candidacyInformed,
  candidacyComplemented,
  candidacyWithdrawn,
] as const;
