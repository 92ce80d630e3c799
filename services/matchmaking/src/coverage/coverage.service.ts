import { Injectable } from '@nestjs/common';
import type { CampaignData } from '@kraftsamling/contracts';
import { municipalitiesOf } from '@kraftsamling/geography';
import type { Municipality } from '@kraftsamling/geography';
import { AlreadyExists } from '@kraftsamling/messaging';
import { Audit, Clock } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { v7 as uuid } from 'uuid';
import { Activities } from '../activity/activity.replica.ts';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { refuseUnlessRunning } from '../campaign/running.ts';
import { closeCancelled, closeCoveredGap, identifyCase } from '../case/case.ts';
import { Cases } from '../case/case.store.ts';
import { CasesService } from '../case/cases.service.ts';
import type { Need } from '../case/need.ts';
import type { CoveragePlan } from './coverage-plan.ts';
import { CoveragePlans } from './coverage-plans.store.ts';
import { amendPolicy, openGaps } from './gap-policy.ts';
import type { GapPolicy } from './gap-policy.ts';
import { GapPolicies } from './gap-policy.store.ts';

export interface Coverage {
  readonly covered: number;
  readonly municipalities: number;
  readonly gaps: readonly { readonly municipality: string; readonly county: string; readonly caseId?: string }[];
}

/** Which municipalities have nothing in the programme of a campaign, and the cases that look for somebody there. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly activities: Activities,
    private readonly campaigns: Campaigns,
    private readonly policies: GapPolicies,
    private readonly plans: CoveragePlans,
    private readonly cases: Cases,
    private readonly decisions: CasesService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async of(campaignId: string): Promise<Coverage> {
    return this.coverage(await this.running(campaignId));
  }

  async policy(campaignId: string): Promise<GapPolicy> {
    await this.running(campaignId);
    return this.policies.of(campaignId);
  }

  async amendPolicy(caller: Principal, campaignId: string, need: Need): Promise<GapPolicy> {
    await this.running(campaignId);
    const policy = await this.policies.change(campaignId, (before) =>
      amendPolicy(before, need, dayOf(this.clock.now())),
    );

    await this.audit.note(caller, 'amended', 'gap-policy', campaignId);
    return policy;
  }

  /** Opens a case for every gap; called again it opens those that have come meanwhile, which also happens by itself from now on. */
  async openGaps(caller: Principal, campaignId: string): Promise<Coverage> {
    const campaign = await this.running(campaignId);
    await this.policies.change(campaignId, openGaps);
    await this.reconcile(campaign);

    await this.audit.note(caller, 'opened-gaps', 'campaign', campaignId);
    return this.coverage(campaign);
  }

  /** All gaps together, with the capacity there is. It is made by itself soon. */
  async askForPlan(caller: Principal, campaignId: string): Promise<CoveragePlan> {
    await this.running(campaignId);
    const plan = await this.plans.ask(campaignId, this.clock.now());

    await this.audit.note(caller, 'asked-for-plan', 'campaign', campaignId);
    return plan;
  }

  async plan(campaignId: string): Promise<CoveragePlan> {
    return (await this.plans.require(campaignId)).state;
  }

  /** In all campaigns whose gaps have been opened, and that still run. */
  async reconcileAll(): Promise<void> {
    const opened = await this.policies.opened();
    const campaigns = await this.campaigns.known(opened);
    for (const campaign of campaigns.values()) if (campaign.status === 'announced') await this.reconcile(campaign);
  }

  private async running(campaignId: string): Promise<CampaignData> {
    return refuseUnlessRunning(campaignId, await this.campaigns.get(campaignId));
  }

  /**
   * Makes the cases be what the programme asks for. Several may do it at once, and each from what it knows: a unique index lets a
   * municipality have one such case, and what is closed or opened on old knowledge is put right the next time.
   */
  private async reconcile({ id: campaignId, area }: CampaignData): Promise<void> {
    const { need } = await this.policies.of(campaignId);
    const covered = await this.activities.covered(campaignId);
    const open = await this.cases.openGaps(campaignId);
    const begunBy = [...open.values()].flatMap(({ state }) =>
      state.status === 'collaborating' && state.activityId !== undefined ? [state.activityId] : [],
    );
    const cancelled = await this.activities.cancelled(begunBy);

    for (const municipality of municipalitiesOf(area)) {
      const kase = open.get(municipality.code);
      if (covered.has(municipality.code)) {
        if (kase && (kase.state.status === 'identified' || kase.state.status === 'inventoried'))
          await this.decisions.decide(kase.id, (state) => closeCoveredGap(state, this.clock.now()));
        continue;
      }
      const activity = kase?.state.status === 'collaborating' ? kase.state.activityId : undefined;
      if (kase && (activity === undefined || !cancelled.has(activity))) continue;
      if (kase && activity !== undefined)
        await this.decisions.decide(kase.id, (state) => closeCancelled(state, activity, this.clock.now()));
      await this.open(campaignId, municipality, need);
    }
  }

  private async open(campaignId: string, { code, countyCode }: Municipality, need: Need): Promise<void> {
    const gap = { campaignId, origin: 'coverage-gap', municipality: code, county: countyCode, need } as const;
    await this.cases.create(uuid(), identifyCase(gap, this.clock.now())).catch((error: unknown) => {
      // Another replica has opened it at this moment.
      if (!(error instanceof AlreadyExists)) throw error;
    });
  }

  private async coverage({ id, area }: CampaignData): Promise<Coverage> {
    const [covered, open] = await Promise.all([this.activities.covered(id), this.cases.openGaps(id)]);
    const municipalities = municipalitiesOf(area);
    const gaps = municipalities.filter(({ code }) => !covered.has(code));
    return {
      covered: municipalities.length - gaps.length,
      municipalities: municipalities.length,
      gaps: gaps.map(({ code: municipality, countyCode: county }) => {
        const kase = open.get(municipality);
        return { municipality, county, ...(kase && { caseId: kase.id }) };
      }),
    };
  }
}
