import {
  candidacyComplemented,
  candidacyInformed,
  candidacyNominated,
  candidacyWithdrawn,
} from '@kraftsamling/contracts';
import type { Change, Decision } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal } from '@kraftsamling/messaging/decision';
import type { RunningAward } from '../award/award.state.ts';
import { openOf, refuseAfter } from '../award/award.ts';
import type { Candidacy, WithheldText } from './candidacy.state.ts';

/** A nomination as far as its candidacy needs to know of it. */
export interface Gathered {
  readonly id: string;
  readonly municipalities: readonly string[];
  readonly byMunicipality: boolean;
}

export function nominateCandidacy(awardId: string, nomination: Gathered, now: Date): Change<Candidacy> {
  const { id, municipalities, byMunicipality } = nomination;
  return becomes<Candidacy>(
    {
      awardId,
      municipalities: municipalities.toSorted(),
      nominations: [id],
      byMunicipality,
      nominatedAt: now,
      status: 'nominated',
    },
    candidacyNominated,
  );
}

/** One more nomination of the same municipality tells nobody anything new. */
export function gatherNomination(candidacy: Candidacy, { id }: Gathered): Decision<Candidacy> {
  if (candidacy.nominations.includes(id)) return nothingHappens;
  return becomes({ ...candidacy, nominations: [...candidacy.nominations, id] });
}

/** At its official address. Once. */
export function informMunicipality(candidacy: Candidacy, now: Date): Decision<Candidacy> {
  if (candidacy.status !== 'nominated') return nothingHappens;
  return becomes<Candidacy>({ ...candidacy, status: 'informed', informedAt: now }, candidacyInformed);
}

/** Its own entry it may complement as long as it could have entered; one that others made, until the later deadline. */
export function complementCandidacy(
  candidacy: Candidacy,
  award: RunningAward,
  complement: WithheldText,
): Decision<Candidacy> {
  refuseWithdrawn(candidacy);
  refuseAfter(award, candidacy.byMunicipality ? 'nominations' : 'complements', complement.at);
  if (candidacy.complement?.text === complement.text) return nothingHappens;
  return becomes<Candidacy>({ ...candidacy, status: 'complemented', complement }, candidacyComplemented);
}

/** Until the winner is announced. Leaving twice changes nothing. */
export function withdrawCandidacy(candidacy: Candidacy, award: RunningAward, now: Date): Decision<Candidacy> {
  if (candidacy.status === 'withdrawn') return nothingHappens;
  openOf(award);
  return becomes<Candidacy>({ ...candidacy, status: 'withdrawn', withdrawnAt: now }, candidacyWithdrawn);
}

/** The self-assessment (DiMiOS), from those on the long list alone. */
export function assessCandidacy(
  candidacy: Candidacy,
  id: string,
  award: RunningAward,
  assessment: WithheldText,
): Decision<Candidacy> {
  refuseWithdrawn(candidacy);
  refuseUnlessListed(id, award.longListed, 'not-on-long-list', 'Assessments are asked of those on the long list.');
  refuseAfter(award, 'assessments', assessment.at);
  if (candidacy.assessment?.text === assessment.text) return nothingHappens;
  return becomes({ ...candidacy, assessment });
}

/** The jury has met a finalist. */
export function meetCandidacy(
  candidacy: Candidacy,
  id: string,
  award: RunningAward,
  meeting: WithheldText,
): Decision<Candidacy> {
  refuseWithdrawn(candidacy);
  openOf(award);
  refuseUnlessListed(id, award.shortListed, 'not-on-short-list', 'The jury meets those on the short list.');
  if (candidacy.meeting !== undefined) return nothingHappens;
  return becomes({ ...candidacy, meeting });
}

function refuseWithdrawn({ status }: Candidacy): void {
  if (status === 'withdrawn') throw new Refusal('candidacy-withdrawn', 'The candidacy has been withdrawn.');
}

function refuseUnlessListed(id: string, list: RunningAward['longListed'], code: string, sentence: string): void {
  if (!list?.candidacies.some(({ candidacyId }) => candidacyId === id)) throw new Refusal(code, sentence);
}
