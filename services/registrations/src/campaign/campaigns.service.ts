import { Injectable } from '@nestjs/common';
import { notFound } from '@kraftsamling/messaging';
import type { Stored } from '@kraftsamling/messaging';
import { Audit, Clock, offsetOf, page, refuseDuplicate } from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import { seesDrafts } from '../access.ts';
import { Registrations } from '../registration/registration.store.ts';
import type { Campaign, CampaignPlan } from './campaign.ts';
import {
  amendCampaign,
  announceCampaign,
  closeCampaign,
  daysRemoved,
  draftCampaign,
  holdDays,
  releaseDays,
} from './campaign.ts';
import { Campaigns } from './campaign.store.ts';
import type { CampaignQuery } from './campaign.dto.ts';

const refuseSecond = refuseDuplicate(
  'campaign-exists',
  'There is a campaign with this id. Ids last: choose another one, with its year.',
);

/** Gathers what a decision about a campaign needs to know, and saves what it decides. */
@Injectable()
export class CampaignsService {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly registrations: Registrations,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async draft(caller: Principal, id: string, plan: CampaignPlan): Promise<Stored<Campaign>> {
    const parent = await this.campaigns.parent(plan.partOf);

    const campaign = await this.campaigns.create(id, draftCampaign(id, plan, parent)).catch(refuseSecond);

    await this.audit.note(caller, 'drafted', 'campaign', id);
    return campaign;
  }

  async amend(caller: Principal, id: string, plan: CampaignPlan, ifVersion: number): Promise<Stored<Campaign>> {
    const campaign = await this.campaigns.require(id);
    const parent = await this.campaigns.parent(plan.partOf);
    const removed = daysRemoved(campaign.state, plan);

    const amended =
      removed.length > 0
        ? await this.amendRemovingDays(id, { plan, parent }, removed, ifVersion)
        : await this.campaigns.update(
            id,
            (state) => amendCampaign(id, state, { plan, parent, confirmedOn: new Map() }),
            { ifVersion, loaded: campaign },
          );

    await this.audit.note(caller, 'amended', 'campaign', id);
    return amended;
  }

  async announce(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Campaign>> {
    const announced = await this.campaigns.updateWith(
      id,
      ({ state }) => this.campaigns.parent(state.partOf),
      (state, parent) => announceCampaign(state, parent, this.clock.now()),
      { ifVersion },
    );

    await this.audit.note(caller, 'announced', 'campaign', id);
    return announced;
  }

  async close(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Campaign>> {
    const closed = await this.campaigns.update(id, (state) => closeCampaign(state, this.clock.now()), { ifVersion });

    await this.audit.note(caller, 'closed', 'campaign', id);
    return closed;
  }

  /** A draft is there for the secretariat only. */
  async seenBy(caller: Principal, id: string): Promise<Stored<Campaign>> {
    const campaign = await this.campaigns.get(id);
    if (!campaign || (campaign.state.status === 'draft' && !seesDrafts(caller))) throw notFound();
    return campaign;
  }

  async list(caller: Principal, query: CampaignQuery): Promise<Page<Stored<Campaign>>> {
    const visible = seesDrafts(caller)
      ? (['draft', 'announced', 'closed'] as const)
      : (['announced', 'closed'] as const);
    const wanted = visible.filter((status) => query.status === undefined || status === query.status);
    const { campaigns, total } = await this.campaigns.list(wanted, { offset: offsetOf(query), limit: query.limit });
    return page(campaigns, total, query);
  }

  /**
   * No organisation may be confirmed for a day that the campaign does not have, even if it is confirmed while the day is removed.
   * Campaign and registration are two documents, so the days are held first: whoever reads the campaign from now on confirms
   * nobody for them. Whoever has read it before loses the race for the registration, since each of them gets a new version.
   * After that the number of confirmed registrations for these days can only shrink.
   * If the process dies half-way the days stay held, until the campaign is amended again.
   */
  private async amendRemovingDays(
    id: string,
    amendment: Pick<Parameters<typeof amendCampaign>[2], 'plan' | 'parent'>,
    removed: readonly string[],
    ifVersion: number,
  ): Promise<Stored<Campaign>> {
    const held = await this.campaigns.update(id, (state) => holdDays(state, removed), { ifVersion });
    await this.registrations.renewVersions(id);
    const confirmedOn = await this.registrations.confirmedOn(id, removed);

    return this.campaigns
      .update(id, (state) => amendCampaign(id, state, { ...amendment, confirmedOn }), { ifVersion: held.version })
      .catch(async (refusal: unknown) => {
        await this.campaigns.update(id, releaseDays);
        throw refusal;
      });
  }
}
