import type { CampaignData } from '@kraftsamling/contracts';
import type { InputError } from '@kraftsamling/messaging/decision';
import { dayOf } from '@kraftsamling/service/calendar-day';
import type { Activity, Plan } from './activity.state.ts';
import { daysOf } from './time.ts';

/** What is known of what an activity refers to: from events, and from its bookings. */
export interface Known {
  readonly campaigns: ReadonlyMap<string, CampaignData>;
  readonly organisations: ReadonlyMap<string, unknown>;
  /** The venues and coaches that it has for good. */
  readonly booked: ReadonlySet<string>;
  /** How many its venue takes, where that is booked here and says so. */
  readonly room?: number;
}

/** Everything that keeps an activity from being published. */
export function publishingErrors(plan: Plan, { campaigns, organisations, booked }: Known): InputError[] {
  return [
    ...plan.campaigns.flatMap((id, at) => {
      const campaign = campaigns.get(id);
      return campaign ? [...closedErrors(at, campaign), ...ruleErrors(plan, campaign)] : [unknownCampaign(at, id)];
    }),
    ...plan.organisers.flatMap((id, at) =>
      organisations.has(id) ? [] : [unknownOrganisation(`/organisers/${at}`, id)],
    ),
    ...venueErrors(plan, booked),
  ];
}

/** What a campaign's rules say against an activity. */
export function ruleErrors(plan: Pick<Plan, 'sessions' | 'freeOfCharge'>, campaign: CampaignData): InputError[] {
  const inputErrors: InputError[] = [];
  if (campaign.rules.freeOfCharge && !plan.freeOfCharge)
    inputErrors.push({
      pointer: '/freeOfCharge',
      code: 'not-free-of-charge',
      detail: `What takes place in ${campaign.id} is free of charge.`,
    });

  const period = campaign.countingPeriod;
  if (!period) return inputErrors;
  const outside = plan.sessions.map(({ start }) => dayOf(start)).filter((day) => day < period.from || day > period.to);
  if (outside.length > 0)
    inputErrors.push({
      pointer: '/sessions',
      code: 'outside-counting-period',
      detail: `${listed(outside)} outside the counting period of ${campaign.id}, ${period.from} to ${period.to}.`,
    });
  return inputErrors;
}

/** Those of its campaigns on none of whose days it takes place: it is year-round work there. */
export function yearRoundIn(plan: Pick<Plan, 'sessions' | 'campaigns'>, campaigns: Known['campaigns']): string[] {
  const days = new Set(plan.sessions.flatMap(daysOf));
  return plan.campaigns.filter((id) => {
    const campaign = campaigns.get(id);
    return campaign && campaign.days.length > 0 && !campaign.days.some((day) => days.has(day));
  });
}

/** What the rules of a campaign are about. */
type RuledActivity = Pick<Activity, 'sessions' | 'freeOfCharge' | 'campaigns' | 'yearRoundIn' | 'status'>;

/** What an activity of a campaign is no longer, since the campaign's rules have changed: publishable, or rightly marked. */
export function affected(
  activity: RuledActivity,
  campaign: CampaignData,
): { faults: InputError[]; yearRound?: boolean } {
  const faults = ruleErrors(activity, campaign);
  const yearRound = yearRoundIn(activity, new Map([[campaign.id, campaign]])).includes(campaign.id);
  const marked = activity.yearRoundIn.includes(campaign.id);
  return activity.status === 'published' && yearRound !== marked ? { faults, yearRound } : { faults };
}

function closedErrors(at: number, { id, status }: CampaignData): InputError[] {
  if (status === 'announced') return [];
  return [{ pointer: `/campaigns/${at}`, code: 'campaign-closed', detail: `${id} is closed.` }];
}

function venueErrors({ venue }: Plan, booked: Known['booked']): InputError[] {
  if (venue?.resourceId === undefined || booked.has(venue.resourceId)) return [];
  const detail = `${venue.name} has not been booked for the activity, or the booking has not been confirmed.`;
  return [{ pointer: '/venue', code: 'venue-not-booked', detail }];
}

export function unknownCampaign(at: number, id: string): InputError {
  return {
    pointer: `/campaigns/${at}`,
    code: 'unknown-campaign',
    detail: `There is no campaign ${id}, or it is not known here yet. Try again in a moment.`,
  };
}

export function unknownOrganisation(pointer: string, id: string): InputError {
  return {
    pointer,
    code: 'unknown-organisation',
    detail: `There is no organisation ${id}, or it is not known here yet. Try again in a moment.`,
  };
}

const daysListed = 5;

function listed(days: readonly string[]): string {
  const shown = days.slice(0, daysListed).join(', ');
  const more = days.length - daysListed;
  return `${shown}${more > 0 ? ` and ${more} more` : ''} ${days.length === 1 ? 'is' : 'are'}`;
}
