import type { NominationData } from '@kraftsamling/contracts';
import { distinct, stepsOf } from '../../counting/fact.ts';
import type { FactOf, Steps } from '../../counting/fact.ts';

export interface NominationFact extends FactOf<'nomination'> {
  readonly award: string;
  readonly status: NominationStep;
  readonly origin: 'own-entry' | 'others';
  /** A joint entry names several. */
  readonly municipalities: readonly string[];
  readonly counties: readonly string[];
  readonly steps: Steps<NominationStep>;
}

export type NominationStep = NominationData['status'];

export function nominationFact(id: string, version: number, data: NominationData): NominationFact {
  const { awardId, status, byMunicipality, municipalities, counties, submittedAt, confirmedAt } = data;
  return {
    _id: `nomination:${id}`,
    version,
    kind: 'nomination',
    award: awardId,
    status,
    origin: byMunicipality ? 'own-entry' : 'others',
    municipalities: distinct(municipalities),
    counties: distinct(counties),
    steps: stepsOf({ submitted: submittedAt, confirmed: confirmedAt }),
  };
}
