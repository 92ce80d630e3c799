import type { CampaignData } from '@kraftsamling/contracts';
import type { Fault } from '@kraftsamling/messaging/decision';
import { dayOf } from '@kraftsamling/service/calendar-day';
import type { Activity, Plan } from './activity.state.ts';

/** What is known of what an activity refers to: from events, and from its bookings. */
export interface Known {
  readonly campaigns: ReadonlyMap<string, CampaignData>;
  readonly organisations: ReadonlyMap<string, unknown>;
  /** The venues and coaches that it has for good. */
  readonly booked: ReadonlySet<string>;
}

/** Everything that keeps an activity from being published. */
export function publishingFaults(plan: Plan, { campaigns, organisations, booked }: Known): Fault[] {
  return [
    ...plan.campaigns.flatMap((id, at) => {
      const campaign = campaigns.get(id);
      return campaign ? [...closedFaults(at, campaign), ...ruleFaults(plan, campaign)] : [unknownCampaign(at, id)];
    }),
    ...plan.organisers.flatMap((id, at) => (organisations.has(id) ? [] : [unknownOrganisation(at, id)])),
    ...venueFaults(plan, booked),
  ];
}

/** What a campaign's rules say against an activity. */
export function ruleFaults(plan: Pick<Plan, 'sessions' | 'freeOfCharge'>, campaign: CampaignData): Fault[] {
  const faults: Fault[] = [];
  if (campaign.rules.freeOfCharge && !plan.freeOfCharge)
    faults.push({
      pointer: '/freeOfCharge',
      code: 'not-free-of-charge',
      detail: `What takes place in ${campaign.id} is free of charge.`,
    });

  const period = campaign.countingPeriod;
  if (!period) return faults;
  const outside = plan.sessions.map(({ start }) => dayOf(start)).filter((day) => day < period.from || day > period.to);
  if (outside.length > 0)
    faults.push({
      pointer: '/sessions',
      code: 'outside-counting-period',
      detail: `${listed(outside)} outside the counting period of ${campaign.id}, ${period.from} to ${period.to}.`,
    });
  return faults;
}

/** Those of its campaigns on none of whose days it takes place: it is year-round work there. */
export function yearRoundIn(plan: Pick<Plan, 'sessions' | 'campaigns'>, campaigns: Known['campaigns']): string[] {
  const days = new Set(plan.sessions.map(({ start }) => dayOf(start)));
  return plan.campaigns.filter((id) => {
    const campaign = campaigns.get(id);
    return campaign && campaign.days.length > 0 && !campaign.days.some((day) => days.has(day));
  });
}

/** What the rules of a campaign are about. */
type RuledActivity = Pick<Activity, 'sessions' | 'freeOfCharge' | 'campaigns' | 'yearRoundIn' | 'status'>;

/** What an activity of a campaign is no longer, since the campaign's rules have changed: publishable, or rightly marked. */
export function affected(activity: RuledActivity, campaign: CampaignData): { faults: Fault[]; yearRound?: boolean } {
  const faults = ruleFaults(activity, campaign);
  const yearRound = yearRoundIn(activity, new Map([[campaign.id, campaign]])).includes(campaign.id);
  const marked = activity.yearRoundIn.includes(campaign.id);
  return activity.status === 'published' && yearRound !== marked ? { faults, yearRound } : { faults };
}

function closedFaults(at: number, { id, status }: CampaignData): Fault[] {
  if (status === 'announced') return [];
  return [{ pointer: `/campaigns/${at}`, code: 'campaign-closed', detail: `${id} is closed.` }];
}

function venueFaults({ venue }: Plan, booked: Known['booked']): Fault[] {
  if (venue?.resourceId === undefined || booked.has(venue.resourceId)) return [];
  const detail = `${venue.name} has not been booked for the activity, or the booking has not been confirmed.`;
  return [{ pointer: '/venue', code: 'venue-not-booked', detail }];
}

function unknownCampaign(at: number, id: string): Fault {
  return {
    pointer: `/campaigns/${at}`,
    code: 'unknown-campaign',
    detail: `There is no campaign ${id}, or it has not been heard of here yet. Try again in a moment.`,
  };
}

function unknownOrganisation(at: number, id: string): Fault {
  return {
    pointer: `/organisers/${at}`,
    code: 'unknown-organisation',
    detail: `There is no organisation ${id}, or it has not been heard of here yet. Try again in a moment.`,
  };
}

const daysListed = 5;

function listed(days: readonly string[]): string {
  const shown = days.slice(0, daysListed).join(', ');
  const more = days.length - daysListed;
  return `${shown}${more > 0 ? ` and ${more} more` : ''} ${days.length === 1 ? 'is' : 'are'}`;
}
