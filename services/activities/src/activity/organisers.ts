import { activityAmended } from '@kraftsamling/contracts';
import { amends, nothingHappens } from '@kraftsamling/messaging/decision';
import type { Decision } from '@kraftsamling/messaging/decision';
import { isCancelled } from './activity.ts';
import type { Activity, Plan } from './activity.state.ts';
import { publicActivity } from './public-activity.ts';

/** Nobody is said to organise what they have not agreed to: whom others name is asked, and shows nowhere until they agree. */
export function organisersNamed(
  named: readonly string[],
  agrees: (organisation: string) => boolean,
): Required<Pick<Plan, 'organisers' | 'invited'>> {
  return { organisers: named.filter(agrees), invited: named.filter((organisation) => !agrees(organisation)) };
}

/** Agreeing twice changes nothing. */
export function agreeToOrganise(activity: Activity, organisation: string): Decision<Activity> {
  const { organisers, invited = [] } = activity;
  if (!invited.includes(organisation)) return nothingHappens;
  if (activity.status === 'cancelled') throw isCancelled();
  const changed = {
    ...activity,
    organisers: [...organisers, organisation],
    invited: without(invited, organisation),
    sequence: activity.sequence + 1,
  };
  return amends(activity, changed, publicActivity, activityAmended);
}

/** Declining what one has not been asked for changes nothing. */
export function declineToOrganise(activity: Activity, organisation: string): Decision<Activity> {
  const { invited = [] } = activity;
  const changed = { ...activity, invited: without(invited, organisation) };
  return amends(activity, changed, publicActivity, activityAmended);
}

function without(organisations: readonly string[], organisation: string): string[] {
  return organisations.filter((id) => id !== organisation);
}
