import type { NominationData } from '@kraftsamling/contracts';
import { countiesOf } from '../candidacy/public-candidacy.ts';
import type { Nomination } from './nomination.state.ts';

/** A nomination as everybody may know it: not who, and not what they wrote. */
export function publicNomination(nomination: Nomination, id: string): NominationData {
  const { awardId, municipalities, byMunicipality, submittedAt } = nomination;
  return {
    id,
    awardId,
    municipalities: [...municipalities],
    counties: countiesOf(municipalities),
    byMunicipality,
    status: nomination.status === 'submitted' ? 'submitted' : 'confirmed',
    submittedAt: submittedAt.toISOString(),
    ...(nomination.status !== 'submitted' && { confirmedAt: nomination.confirmedAt.toISOString() }),
  };
}
