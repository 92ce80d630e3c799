import { Injectable } from '@nestjs/common';
import { AlreadyExists } from '@kraftsamling/messaging';
import { Audit, Clock } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { v5 as uuidOf } from 'uuid';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { identifyCase } from '../case/case.ts';
import { Cases } from '../case/case.store.ts';
import { refuseUnlessRunning } from '../campaign/running.ts';
import { amendPolicy, wishesIn } from './survey-policy.ts';
import type { SurveyPolicy, Wish } from './survey-policy.ts';
import { SurveyPolicies } from './survey-policy.store.ts';
import { Surveys } from './survey.replica.ts';
import type { MunicipalSurvey } from './survey.replica.ts';

const namespace = '6b0f6d1a-3a0e-4b6c-9a55-1f0c3a7c9e42';

/** Cases of what many have answered in the surveys of a campaign that makes something of them. */
@Injectable()
export class SurveyCases {
  constructor(
    private readonly surveys: Surveys,
    private readonly campaigns: Campaigns,
    private readonly policies: SurveyPolicies,
    private readonly cases: Cases,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async policy(campaignId: string): Promise<SurveyPolicy> {
    refuseUnlessRunning(campaignId, await this.campaigns.get(campaignId));
    return this.policies.of(campaignId);
  }

  async amendPolicy(caller: Principal, campaignId: string, wishes: readonly Wish[]): Promise<SurveyPolicy> {
    refuseUnlessRunning(campaignId, await this.campaigns.get(campaignId));
    const policy = await this.policies.change(campaignId, (before) =>
      amendPolicy(before, wishes, dayOf(this.clock.now())),
    );

    await this.audit.note(caller, 'amended', 'survey-policy', campaignId);
    return policy;
  }

  /** In all campaigns that look for something, and still run. */
  async openAll(): Promise<void> {
    const policies = (await this.policies.all()).filter(({ state }) => state.wishes.length > 0);
    const campaigns = await this.campaigns.known(policies.map(({ id }) => id));
    for (const { id, state } of policies)
      if (campaigns.get(id)?.status === 'announced') await this.openWishes(id, state);
  }

  private async openWishes(campaignId: string, policy: SurveyPolicy): Promise<void> {
    const today = dayOf(this.clock.now());
    const wished = (await this.surveys.municipal(campaignId)).flatMap((survey) =>
      wishesIn(survey, policy, today).map((wish) => ({ id: caseIdOf(campaignId, survey, wish), survey, wish })),
    );

    const taken = await this.cases.taken(wished.map(({ id }) => id));
    for (const { id, survey, wish } of wished) if (!taken.has(id)) await this.open(id, campaignId, survey, wish);
  }

  private async open(
    id: string,
    campaignId: string,
    { id: originId, municipality, county }: MunicipalSurvey,
    { need }: Wish,
  ): Promise<void> {
    const beginning = { campaignId, origin: 'survey', originId, municipality, county, need } as const;
    await this.cases.create(id, identifyCase(beginning, this.clock.now())).catch((error: unknown) => {
      // Another replica has opened it at this moment, or another survey of the municipality says the same.
      if (!(error instanceof AlreadyExists)) throw error;
    });
  }
}

/** A wish of a municipality has one case in a campaign, whichever survey says it and however often: so that a closed one stays closed. */
function caseIdOf(campaignId: string, { municipality }: MunicipalSurvey, { question, option }: Wish): string {
  return uuidOf([campaignId, municipality, question, option].join('/'), namespace);
}
