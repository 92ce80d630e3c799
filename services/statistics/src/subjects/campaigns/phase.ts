import type { CampaignDescription } from './campaign-fact.ts';

/** Where a campaign is in the calendar. What has been decided about it, announced or closed, is its status. */
export type Phase = 'before' | 'under-way' | 'over';

/**
 * Contributions count on any day of the counting period, so that is when a campaign is under way; from its first day to its last where it
 * has none. Nothing happens any more in a campaign that is closed.
 */
export function phaseOf({ status, days, countingPeriod }: CampaignDescription, today: string): Phase {
  if (status === 'closed') return 'over';

  const sorted = [...days].sort();
  const { from, to } = countingPeriod ?? { from: sorted[0] ?? today, to: sorted.at(-1) ?? today };
  if (today < from) return 'before';
  return today > to ? 'over' : 'under-way';
}
