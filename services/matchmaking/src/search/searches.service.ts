import { Injectable } from '@nestjs/common';
import type { Stored } from '@kraftsamling/messaging';
import { attemptEach, Audit, Clock } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { refuseUnlessStaff } from '../access.ts';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { refuseUnlessRunning } from '../campaign/running.ts';
import { adjustNeed, recordFirstSearch, recordSearch, unasked } from '../case/case.ts';
import type { Case } from '../case/case.state.ts';
import { Cases } from '../case/case.store.ts';
import { CasesService } from '../case/cases.service.ts';
import { inventoryOf, requestFor } from '../case/inventory.ts';
import type { ConsentThatWouldHelp } from '../matching/consent.ts';
import type { MatchingRequest, Stage } from '../matching/need.ts';
import type { ProposedMember } from '../matching/proposal.ts';
import type { WhyNot } from '../matching/why-not.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import { Matcher } from './matcher.service.ts';
import type { NetworkThread } from './network-thread.service.ts';
import { requestForSeat } from './seat-request.ts';
import { amendStages, refuseUnlessWhole } from './stage-policy.ts';
import type { StagePolicy } from './stage-policy.ts';
import { StagePolicies } from './stage-policy.store.ts';

/** For so long a search is left to the replica that has begun it. After a crash another one does it then. */
const leaseMs = 60_000;

/** While one is saved another one is searched for; whoever asks for a search waits for no more than these. */
const lanesOfSearches = 4;

export interface SearchOptions {
  readonly withinKm?: number;
  readonly days?: readonly string[];
  readonly stages?: readonly Stage[];
}

export type AnsweredWhyNot = { readonly organisationId: string } & (WhyNot | { readonly reason: 'no-consent' });

/** Searches the network for cases, and answers what there is to ask about it. */
@Injectable()
export class Searches {
  constructor(
    private readonly matcher: Matcher,
    private readonly cases: Cases,
    private readonly decisions: CasesService,
    private readonly campaigns: Campaigns,
    private readonly policies: StagePolicies,
    private readonly organisations: Organisations,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Another distance or other days are written down first: whoever is asked is asked for them. */
  async search(
    caller: Principal,
    id: string,
    { stages, ...adjustment }: SearchOptions,
    ifVersion?: number,
  ): Promise<Stored<Case>> {
    if (stages) refuseUnlessWhole(stages);
    const { state } = await this.decisions.decide(
      id,
      (kase) => {
        refuseUnlessStaff(caller, kase);
        return adjustNeed(kase, adjustment, this.today());
      },
      { ifVersion },
    );
    const network = await this.matcher.network();
    const inventory = inventoryOf(await network.propose(await this.requestFor(state, stages)));
    const searched = await this.decisions.decide(id, (kase) =>
      recordSearch(kase, state.need, inventory, this.clock.now()),
    );

    await this.audit.note(caller, 'searched', 'case', id);
    return searched;
  }

  /** Cases that wait for their first search, the oldest first, and only those that no other replica has begun. Answers how many. */
  async searchWaiting(most: number, stopping: AbortSignal): Promise<number> {
    const claimed = await this.cases.claimWaiting(this.clock.now(), leaseMs, most);
    if (claimed.length === 0) return 0;

    const network = await this.matcher.network();
    const rest = claimed.values();
    const lanes = Array.from({ length: lanesOfSearches }, () =>
      attemptEach(rest, async (id) => (stopping.aborted ? undefined : this.searchFirst(network, id))),
    );
    const failed = (await Promise.allSettled(lanes)).find(({ status }) => status === 'rejected');
    if (failed) throw (failed as PromiseRejectedResult).reason;
    return claimed.length;
  }

  /** What would have had to be different for an organisation to be proposed. */
  async whyNot(caller: Principal, id: string, organisationId: string): Promise<AnsweredWhyNot> {
    const kase = await this.searchable(caller, id);
    const standing = (await this.organisations.standings([organisationId])).get(organisationId);
    if (standing?.consents === false) return { organisationId, reason: 'no-consent' };
    const network = await this.matcher.network();
    return { organisationId, ...(await network.whyNot(await this.requestFor(kase), organisationId)) };
  }

  /** The same of those with this in their name: the first of them. */
  async whyNotNamed(caller: Principal, id: string, part: string, most: number): Promise<readonly AnsweredWhyNot[]> {
    await this.searchable(caller, id);
    const named = await this.organisations.named(part, most);
    return Promise.all(named.map((organisationId) => this.whyNot(caller, id, organisationId)));
  }

  /** Who would make a need possible that cannot be met, if they consented. It is never kept: nothing of a case may depend on it. */
  async consents(caller: Principal, id: string): Promise<readonly ConsentThatWouldHelp[]> {
    const kase = await this.searchable(caller, id);
    const network = await this.matcher.network();
    const request = await this.requestFor(kase);
    const { outcome } = await network.propose(request);
    return outcome === 'impossible' ? network.consentsThatWouldHelp(request) : [];
  }

  /** Who could take a seat of the coalition alone, the best first, whoever stands in line for it. */
  async candidates(caller: Principal, id: string, seat: number): Promise<readonly ProposedMember[]> {
    const { state } = await this.cases.require(id);
    refuseUnlessStaff(caller, state);
    const { stages } = await this.policies.of(state.campaignId);
    const request = requestForSeat(state, seat, { stages });
    const network = await this.matcher.network();
    const found = await network.propose(request);
    if (found.outcome !== 'proposed') return [];
    return found.coalitions.flatMap(({ members: [member, ...others] }) =>
      member && others.length === 0 ? member : [],
    );
  }

  async stages(campaignId: string): Promise<StagePolicy> {
    refuseUnlessRunning(campaignId, await this.campaigns.get(campaignId));
    return this.policies.of(campaignId);
  }

  async amendStages(caller: Principal, campaignId: string, stages: readonly Stage[]): Promise<StagePolicy> {
    refuseUnlessRunning(campaignId, await this.campaigns.get(campaignId));
    const policy = await this.policies.change(campaignId, (before) => amendStages(before, stages));

    await this.audit.note(caller, 'amended', 'stage-policy', campaignId);
    return policy;
  }

  private async searchFirst(network: NetworkThread, id: string): Promise<void> {
    const { state } = await this.cases.require(id);
    if (state.status !== 'identified') return;
    const inventory = inventoryOf(await network.propose(await this.requestFor(state)));
    await this.decisions.decide(id, (kase) => recordFirstSearch(kase, state.need, inventory, this.clock.now()));
  }

  private async searchable(caller: Principal, id: string): Promise<Case> {
    const { state } = await this.cases.require(id);
    refuseUnlessStaff(caller, state);
    return unasked(state);
  }

  /** The days of the campaign that are still to come could be taken instead of those of the need. */
  private async requestFor(kase: Case, stages?: readonly Stage[]): Promise<MatchingRequest> {
    const campaign = await this.campaigns.get(kase.campaignId);
    const otherDays = campaign?.days.filter((day) => day >= this.today()) ?? [];
    return requestFor(kase, { otherDays, stages: stages ?? (await this.policies.of(kase.campaignId)).stages });
  }

  private today(): string {
    return dayOf(this.clock.now());
  }
}
