import { Injectable } from '@nestjs/common';
import { counties } from '@kraftsamling/geography';
import { Clock, offsetOf, page, placesOf, refuseUnlessLooksAfter } from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { openStatuses } from '../case/case.state.ts';
import { Cases } from '../case/case.store.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import type { WorkListQuery } from './work-list.dto.ts';
import { namedCounties, stepCounts, workItemOf } from './work-list.ts';
import type { NamedCampaign, NamedCounty, StepCount, WorkItem } from './work-list.ts';

export interface WorkList extends Page<WorkItem> {
  readonly steps: readonly StepCount[];
  readonly counties: readonly NamedCounty[];
  readonly campaigns: readonly NamedCampaign[];
}

/** What somebody who looks after counties has to do, and what is waited for: everything that the page shows, in one answer. */
@Injectable()
export class WorkListService {
  constructor(
    private readonly cases: Cases,
    private readonly organisations: Organisations,
    private readonly campaigns: Campaigns,
    private readonly clock: Clock,
  ) {}

  async of(caller: Principal, query: WorkListQuery): Promise<WorkList> {
    const { step, county, campaign } = query;
    if (county !== undefined) refuseUnlessLooksAfter(caller, { county });
    const own = countiesOf(caller);
    const search = {
      counties: county === undefined ? own : [county],
      statuses: step ? [step] : openStatuses,
      campaign,
    };

    const [{ found, total }, tallies] = await Promise.all([
      this.cases.toBeDone(search, { offset: offsetOf(query), limit: query.limit }),
      this.cases.tallies(own, this.clock.now()),
    ]);
    const [names, campaigns] = await Promise.all([
      this.organisations.names([...new Set(found.flatMap(({ state: { ownerId } }) => ownerId ?? []))]),
      this.namedCampaigns([...new Set(tallies.map((tally) => tally.campaign))].sort()),
    ]);
    return {
      ...page(
        found.map(({ id, state }) => workItemOf(state, id, names)),
        total,
        query,
      ),
      steps: stepCounts(tallies, { county, campaign }),
      counties: namedCounties(own),
      campaigns,
    };
  }

  private async namedCampaigns(ids: readonly string[]): Promise<NamedCampaign[]> {
    const known = await this.campaigns.known(ids);
    return ids.map((id) => {
      const campaign = known.get(id);
      return { id, ...(campaign && { name: campaign.name }) };
    });
  }
}

/** The whole country is all of its counties: both ask the same of one index. */
function countiesOf(caller: Principal): readonly string[] {
  const places = placesOf(caller);
  return places === 'all' ? counties.map(({ code }) => code) : places.counties;
}
