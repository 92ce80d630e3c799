import type { RunningAward } from '../award/award.state.ts';
import type { Nomination } from './nomination.state.ts';

const dayMs = 86_400_000;

/** Until when it is known who has nominated; unknown as long as the winner has not been announced. */
export function nominatorsKeptUntil(award: RunningAward): Date | undefined {
  if (award.status !== 'announced') return undefined;
  return new Date(award.announcedAt.getTime() + award.nominatorsKeptDays * dayMs);
}

/** Of which nominations it is to be forgotten by now who sent them. What nobody has confirmed may have been sent in another's name. */
export function statusesToForget(award: RunningAward, now: Date): readonly Nomination['status'][] {
  const until = nominatorsKeptUntil(award);
  if (until !== undefined && now >= until) return ['submitted', 'confirmed', 'gathered'];
  return now >= award.deadlines.confirmations.closesAt ? ['submitted'] : [];
}
