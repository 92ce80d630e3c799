import type { CandidacyData } from '@kraftsamling/contracts';
import { distinct, stepsOf } from '../../counting/fact.ts';
import type { FactOf, Steps } from '../../counting/fact.ts';

export interface CandidacyFact extends FactOf<'candidacy'> {
  readonly award: string;
  readonly status: CandidacyStep;
  readonly municipalities: readonly string[];
  /** Whether several municipalities enter together. */
  readonly joint: boolean;
  readonly steps: Steps<CandidacyStep>;
}

export type CandidacyStep = CandidacyData['status'];

export function candidacyFact(id: string, version: number, data: CandidacyData): CandidacyFact {
  const { awardId, status, nominatedAt, informedAt, complementedAt, withdrawnAt } = data;
  const municipalities = distinct(data.municipalities);
  return {
    _id: `candidacy:${id}`,
    version,
    kind: 'candidacy',
    award: awardId,
    status,
    municipalities,
    joint: municipalities.length > 1,
    steps: stepsOf({
      nominated: nominatedAt,
      informed: informedAt,
      complemented: complementedAt,
      withdrawn: withdrawnAt,
    }),
  };
}
