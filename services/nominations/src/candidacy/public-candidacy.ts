import type { CandidacyData } from '@kraftsamling/contracts';
import { countyOf } from '@kraftsamling/geography';
import type { Candidacy } from './candidacy.state.ts';

/** A candidacy as everybody may know it: no texts, and nothing of lists, which the award announces. */
export function publicCandidacy(candidacy: Candidacy, id: string): CandidacyData {
  const { awardId, municipalities, byMunicipality, status, nominatedAt, informedAt, complement } = candidacy;
  return {
    id,
    awardId,
    municipalities: [...municipalities],
    counties: countiesOf(municipalities),
    byMunicipality,
    status,
    nominatedAt: nominatedAt.toISOString(),
    ...(informedAt && { informedAt: informedAt.toISOString() }),
    ...(complement && { complementedAt: complement.at.toISOString() }),
    ...(candidacy.status === 'withdrawn' && { withdrawnAt: candidacy.withdrawnAt.toISOString() }),
  };
}

/** Each once, sorted. */
export function countiesOf(municipalities: readonly string[]): string[] {
  return [...new Set(municipalities.map((code) => countyOf(code).code))].sort();
}
