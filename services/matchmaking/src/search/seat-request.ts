import type { Case } from '../case/case.state.ts';
import { placeIn, turnedDownOrIn } from '../case/coalition.ts';
import type { MatchingRequest } from '../matching/need.ts';

const mostCandidates = 20;

/** What the matcher is asked for a seat that is to be filled: who could bring what is missing there. */
export function requestForSeat(kase: Case, seat: number, options: Pick<MatchingRequest, 'stages'>): MatchingRequest {
  const { need, municipality } = kase;
  const { brings: demands } = placeIn(kase, seat);
  return {
    ...options,
    need: { ...need, demands, municipality },
    declined: turnedDownOrIn(kase),
    coalitions: mostCandidates,
  };
}
