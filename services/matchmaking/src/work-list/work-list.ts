import type { CampaignData } from '@kraftsamling/contracts';
import { county, municipality } from '@kraftsamling/geography';
import { isOpen, statuses } from '../case/case.state.ts';
import type { Case, Origin, Outcome } from '../case/case.state.ts';
import { invitationsOf } from '../case/coalition.ts';
import type { Need } from '../case/need.ts';
import { reachedAt } from '../case/next-step.ts';
import { shownNextStep } from '../case/shown-case.ts';
import type { ShownCase } from '../case/shown-case.ts';

/** One line of the work list: what somebody who looks after a case must know to decide what to do next. */
export interface WorkItem extends Pick<ShownCase, 'nextStep'> {
  readonly id: string;
  readonly status: Case['status'];
  readonly reachedAt: string;
  readonly campaignId: string;
  readonly origin: Origin;
  readonly municipality: { readonly code: string; readonly name: string };
  readonly owner?: { readonly id: string; readonly name?: string };
  readonly need: Pick<Need, 'demands' | 'days'>;
  readonly coalition?: Progress;
  readonly outcome?: Outcome;
  readonly closureReason?: string;
}

/** How far a coalition has come: of so many seats so many have accepted, and so many are asked. */
export interface Progress {
  readonly seats: number;
  readonly accepted: number;
  readonly invited: number;
}

export interface StepCount {
  readonly status: Case['status'];
  readonly cases: number;
  /** In how many of them the next step is due. */
  readonly due: number;
}

export interface NamedCounty {
  readonly code: string;
  readonly name: string;
}

export interface NamedCampaign {
  readonly id: string;
  /** Left out for one that is not known here yet. */
  readonly name?: CampaignData['name'];
}

/** How many cases there are of a kind, and in how many of them the next step is due. */
export interface Tally {
  readonly county: string;
  readonly campaign: string;
  readonly status: Case['status'];
  readonly cases: number;
  readonly due: number;
}

export function workItemOf(kase: Case, id: string, names: ReadonlyMap<string, string>): WorkItem {
  const { status, campaignId, origin, ownerId, need } = kase;
  const name = ownerId === undefined ? undefined : names.get(ownerId);
  return {
    id,
    status,
    reachedAt: reachedAt(kase).toISOString(),
    campaignId,
    origin,
    municipality: { code: kase.municipality, name: municipality(kase.municipality).name },
    ...(ownerId !== undefined && { owner: { id: ownerId, ...(name !== undefined && { name }) } }),
    need: { demands: need.demands, days: need.days },
    ...progressOf(kase),
    ...shownNextStep(kase),
    ...('outcome' in kase && { outcome: kase.outcome }),
    ...(kase.status === 'closed' && { closureReason: kase.closureReason }),
  };
}

/** All steps in their order, those with no case too. */
export function stepCounts(
  tallies: readonly Tally[],
  wanted: { readonly county?: string | undefined; readonly campaign?: string | undefined },
): StepCount[] {
  const counted = tallies.filter(
    ({ county, campaign }) => (wanted.county ?? county) === county && (wanted.campaign ?? campaign) === campaign,
  );
  return statuses.map((status) => {
    const inStep = counted.filter((tally) => tally.status === status);
    const cases = inStep.reduce((sum, tally) => sum + tally.cases, 0);
    const due = inStep.reduce((sum, tally) => sum + tally.due, 0);
    return { status, cases, due: isOpen(status) ? due : 0 };
  });
}

export function namedCounties(codes: readonly string[]): NamedCounty[] {
  return codes.map((code) => ({ code, name: county(code).name }));
}

function progressOf(kase: Case): { coalition?: Progress } {
  if (!('seats' in kase)) return {};
  const count = (wanted: string) => invitationsOf(kase).filter(({ status }) => status === wanted).length;
  return { coalition: { seats: kase.seats.length, accepted: count('accepted'), invited: count('invited') } };
}
