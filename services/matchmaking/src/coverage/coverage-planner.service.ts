import { Injectable } from '@nestjs/common';
import { municipalitiesOf } from '@kraftsamling/geography';
import { Clock, PeriodicTask } from '@kraftsamling/service';
import { Activities } from '../activity/activity.replica.ts';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { requestFor } from '../case/inventory.ts';
import { Cases } from '../case/case.store.ts';
import { MatchmakingSettings } from '../matchmaking.settings.ts';
import { makePlan } from '../planning/planner.ts';
import { Solver } from '../planning/solver.service.ts';
import { Matcher } from '../search/matcher.service.ts';
import { completePlan, failPlan } from './coverage-plan.ts';
import type { Planned, Progress } from './coverage-plan.ts';
import { CoveragePlans } from './coverage-plans.store.ts';
import { GapPolicies } from './gap-policy.store.ts';
import { planInputOf } from './plan-input.ts';
import type { PlannedGap } from './plan-input.ts';

/** For so long a plan is left to who makes it, from the last time that it has said how far it is, beside what one question may take. */
const leaseMs = 60_000;

/** Whoever makes it may be killed with its machine once. What ends everybody who begins it is given up. */
const mostTries = 2;

const mostWays = { ways: 100, withNewcomers: 20 };
const largestOffer = 5;

/** Makes the plans that have been asked for, one at a time: what takes long of it runs in threads of its own. */
@Injectable()
export class CoveragePlanner extends PeriodicTask {
  protected override readonly everyMs = 1_000;
  private readonly solver = new Solver();

  constructor(
    private readonly plans: CoveragePlans,
    private readonly policies: GapPolicies,
    private readonly activities: Activities,
    private readonly campaigns: Campaigns,
    private readonly cases: Cases,
    private readonly matcher: Matcher,
    private readonly clock: Clock,
    private readonly settings: MatchmakingSettings,
  ) {
    super();
  }

  /** What is being solved is not waited for. */
  override async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([super.beforeApplicationShutdown(), this.solver.close()]);
  }

  protected override async run(): Promise<void> {
    const claimed = await this.plans.claim(this.leaseMs());
    if (claimed === undefined) return;
    const { campaignId, tries } = claimed;
    try {
      if (tries > mostTries)
        throw new Error(`The plan of ${campaignId} is given up: ${mostTries} processes have ended while they made it.`);
      const planned = await this.plan(campaignId);
      await this.plans.update(campaignId, (plan) => completePlan(plan, planned, this.clock.now()));
    } catch (error) {
      // Whoever stops leaves it to another replica.
      if (this.stopping.aborted) return;
      await this.plans.update(campaignId, (plan) => failPlan(plan, this.clock.now()));
      throw error;
    } finally {
      await this.plans.release(campaignId);
    }
  }

  private async plan(campaignId: string): Promise<Planned> {
    const { gaps, inHand } = await this.gather(campaignId);
    const input = planInputOf(gaps);
    let solved = 0;
    try {
      const plan = await makePlan(input, {
        solve: async (program, timeLimitMs) => {
          await this.report(campaignId, { step: 'solving', done: solved });
          this.stopping.throwIfAborted();
          const answer = await this.solver.solve(program, timeLimitMs);
          solved += 1;
          return answer;
        },
        timeLimitMs: this.settings.planSeconds * 1_000,
        largestOffer,
      });
      return { input, plan, complete: gaps.every(({ ways }) => ways.complete), inHand };
    } finally {
      // A thread keeps what its largest program has taken: more than a gigabyte where all 290 municipalities are gaps.
      await this.solver.close();
    }
  }

  /** The gaps in which nobody has been asked yet, each with the ways to fill it. */
  private async gather(campaignId: string): Promise<{ gaps: PlannedGap[]; inHand: number }> {
    const [campaign, { need: usual }, covered, open] = await Promise.all([
      this.campaigns.get(campaignId),
      this.policies.of(campaignId),
      this.activities.covered(campaignId),
      this.cases.openGaps(campaignId),
    ]);
    const empty = municipalitiesOf(campaign?.area).filter(({ code }) => !covered.has(code));
    const isAsked = ({ code }: { readonly code: string }) => !['identified', 'inventoried', undefined].includes(open.get(code)?.state.status); // prettier-ignore
    const waiting = empty.filter((each) => !isAsked(each));

    const network = await this.matcher.network();
    const gaps: PlannedGap[] = [];
    for (const { code: municipality } of waiting) {
      this.stopping.throwIfAborted();
      const need = open.get(municipality)?.state.need ?? usual;
      const ways = await network.ways(requestFor({ need, municipality }, {}), mostWays);
      gaps.push({ municipality, withinKm: need.withinKm, ways });
      if (gaps.length % 20 === 0)
        await this.report(campaignId, { step: 'gathering', done: gaps.length, of: waiting.length });
    }
    return { gaps, inHand: empty.length - waiting.length };
  }

  private async report(campaignId: string, progress: Progress): Promise<void> {
    await this.plans.report(campaignId, progress, this.leaseMs());
  }

  private leaseMs(): number {
    return leaseMs + this.settings.planSeconds * 1_000;
  }
}
