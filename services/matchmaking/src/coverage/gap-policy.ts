import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, refuseAny } from '@kraftsamling/messaging/decision';
import { needErrors } from '../case/need.ts';
import type { Need } from '../case/need.ts';

/** What a campaign looks for in a municipality where nothing happens. Once its gaps have been opened, they are opened by themselves. */
export interface GapPolicy {
  readonly need: Need;
  readonly opened: boolean;
}

/** The least that an activity in an empty municipality needs. */
export function usualPolicy(withinKm: number): GapPolicy {
  const demands = (['venue', 'coaches', 'outreach'] as const).map((capability) => ({ capability, amount: 1 }));
  return { need: { demands, withinKm, days: [], targetGroups: [], themes: [], languages: [] }, opened: false };
}

export function amendPolicy(policy: GapPolicy, need: Need, today: string): Decision<GapPolicy> {
  refuseAny(needErrors(need, today));
  return isDeepStrictEqual(policy.need, need) ? nothingHappens : becomes({ ...policy, need });
}

export function openGaps(policy: GapPolicy): Decision<GapPolicy> {
  return policy.opened ? nothingHappens : becomes({ ...policy, opened: true });
}
