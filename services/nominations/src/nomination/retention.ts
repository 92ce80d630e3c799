import { daysAfterAnnouncement } from '../award/award.ts';
import type { RunningAward } from '../award/award.state.ts';
import type { Nomination } from './nomination.state.ts';

/** Until when it is known who has nominated; unknown as long as the winner has not been announced. */
export function nominatorsKeptUntil(award: RunningAward): Date | undefined {
  return daysAfterAnnouncement(award, award.nominatorsKeptDays);
}

/** Of which nominations it is to be forgotten by now who sent them. What nobody has confirmed may have been sent in another's name. */
export function statusesToForget(award: RunningAward, now: Date): readonly Nomination['status'][] {
  const until = nominatorsKeptUntil(award);
  if (until !== undefined && now >= until) return ['submitted', 'confirmed', 'gathered'];
  return now >= award.deadlines.confirmations.closesAt ? ['submitted'] : [];
}
