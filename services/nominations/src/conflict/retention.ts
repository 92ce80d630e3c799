import { daysAfterAnnouncement } from '../award/award.ts';
import type { RunningAward } from '../award/award.state.ts';

/** Until when it is known how jurors are tied, and why; unknown as long as the winner has not been announced. */
export function tiesKeptUntil(award: RunningAward): Date | undefined {
  return daysAfterAnnouncement(award, award.tiesKeptDays);
}
