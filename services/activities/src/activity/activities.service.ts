import { Injectable } from '@nestjs/common';
import { notFound } from '@kraftsamling/messaging';
import type { Decision, Stored } from '@kraftsamling/messaging';
import { refuseAny } from '@kraftsamling/messaging/decision';
import {
  Audit,
  belongsTo,
  Clock,
  notYours,
  offsetOf,
  organisationOf,
  page,
  refuseDuplicate,
} from '@kraftsamling/service';
import type { Page, PageQuery, Principal } from '@kraftsamling/service';
import { v7 as uuid } from 'uuid';
import { maySee, refuseUnlessMayChange } from '../access.ts';
import { Bookings } from '../booking/booking.store.ts';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import { Resources } from '../resource/resource.store.ts';
import {
  amendActivity,
  cancelActivity,
  confirmReport,
  correctReport,
  planActivity,
  publishActivity,
  reportActivity,
} from './activity.ts';
import { isPublic } from './activity.state.ts';
import type { Activity, Plan, Proposal } from './activity.state.ts';
import { Activities } from './activity.store.ts';
import type { AffectedActivity } from './activity.store.ts';
import type { ActivityQuery } from './activity.dto.ts';
import { unknownCampaign } from './publishing.ts';
import type { Known } from './publishing.ts';
import type { StatedReport } from './report.ts';
import { agreeToOrganise, declineToOrganise, organisersNamed } from './organisers.ts';
import { twoVenues, venueFrom } from './venue.ts';

/** What may stand in a proposal instead of its venue: the id of one that is booked here. */
interface InVenue {
  readonly venueId?: string;
}

const refuseSecond = refuseDuplicate(
  'activity-exists',
  'There is an activity with this title that begins on this day at this place. More times on a day are sessions of one activity.',
);

/** Gathers what a decision about an activity needs to know, and saves what it decides. */
@Injectable()
export class ActivitiesService {
  constructor(
    private readonly activities: Activities,
    private readonly campaigns: Campaigns,
    private readonly organisations: Organisations,
    private readonly resources: Resources,
    private readonly bookings: Bookings,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async plan(caller: Principal, stated: Proposal & InVenue): Promise<Stored<Activity>> {
    const proposal = await this.inVenue(stated, stated.municipality);
    const organisers = organisersNamed(stated.organisers, (id) => speaksFor(caller, id));
    const change = planActivity({ ...proposal, ...organisers }, this.clock.now());
    refuseUnlessMayChange(caller, change.state);
    await this.refuseUnknownCampaigns(proposal.campaigns);

    const activity = await this.activities.create(uuid(), change).catch(refuseSecond);

    await this.audit.note(caller, 'planned', 'activity', activity.id);
    return activity;
  }

  async amend(
    caller: Principal,
    id: string,
    stated: Partial<Proposal> & InVenue,
    ifVersion?: number,
  ): Promise<Stored<Activity>> {
    const activity = await this.activities
      .updateWith(
        id,
        async ({ state }) => {
          refuseUnlessTheirs(caller, state);
          const inVenue = await this.inVenue(stated, stated.municipality ?? state.municipality);
          const named =
            stated.organisers &&
            organisersNamed(stated.organisers, (id) => state.organisers.includes(id) || speaksFor(caller, id));
          const amendment = { ...inVenue, ...named };
          await this.refuseUnknownCampaigns(amendment.campaigns?.filter((id) => !state.campaigns.includes(id)) ?? []);
          return { amendment, known: await this.known(id, { ...state, ...amendment }) };
        },
        (state, { amendment, known }) => {
          const decision = amendActivity(state, amendment, known);
          // Nobody hands an activity over to where they could not have planned it.
          if (typeof decision === 'object') refuseUnlessMayChange(caller, decision.state);
          return decision;
        },
        { ifVersion },
      )
      .catch(refuseSecond);

    await this.audit.note(caller, 'amended', 'activity', id);
    return activity;
  }

  async publish(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Activity>> {
    const activity = await this.activities
      .updateWith(
        id,
        ({ state }) => {
          refuseUnlessTheirs(caller, state);
          return this.known(id, state);
        },
        (state, known) => publishActivity(state, known, this.clock.now()),
        { ifVersion },
      )
      .catch(refuseSecond);

    await this.audit.note(caller, 'published', 'activity', id);
    return activity;
  }

  async cancel(caller: Principal, id: string, reason: string, ifVersion?: number): Promise<Stored<Activity>> {
    const activity = await this.activities.updateWith(
      id,
      ({ state }) => refuseUnlessTheirs(caller, state),
      (state) => cancelActivity(state, reason, this.clock.now()),
      { ifVersion },
    );

    await this.audit.note(caller, 'cancelled', 'activity', id);
    return activity;
  }

  async report(caller: Principal, id: string, report: StatedReport, ifVersion?: number): Promise<Stored<Activity>> {
    const activity = await this.activities.updateWith(
      id,
      ({ state }) => refuseUnlessTheirs(caller, state),
      (state) => reportActivity(state, report, this.clock.now()),
      { ifVersion },
    );

    await this.audit.note(caller, 'reported', 'activity', id);
    return activity;
  }

  async correct(caller: Principal, id: string, report: StatedReport, ifVersion: number): Promise<Stored<Activity>> {
    const activity = await this.activities.updateWith(
      id,
      ({ state }) => refuseUnlessTheirs(caller, state),
      (state) => correctReport(state, report, this.clock.now()),
      { ifVersion },
    );

    await this.audit.note(caller, 'corrected-report', 'activity', id);
    return activity;
  }

  /** What is confirmed is what has been read: of a report that has been corrected since, the caller hears that first. */
  async confirmReport(caller: Principal, id: string, ifVersion: number): Promise<Stored<Activity>> {
    const activity = await this.activities.update(id, confirmReport, { ifVersion });

    await this.audit.note(caller, 'confirmed-report', 'activity', id);
    return activity;
  }

  /** An organisation that others have named agrees to be one of the organisers. */
  async agree(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Activity>> {
    return this.answerInvitation(caller, id, 'agreed-to-organise', agreeToOrganise, ifVersion);
  }

  async decline(caller: Principal, id: string): Promise<void> {
    await this.answerInvitation(caller, id, 'declined-to-organise', declineToOrganise);
  }

  /** What is only planned is there for those who may change it, and those who are asked to organise it. */
  async seenBy(caller: Principal, id: string): Promise<Stored<Activity>> {
    const activity = await this.activities.require(id);
    refuseUnlessSeenBy(caller, activity.state);
    return activity;
  }

  /** What the caller may change, planned and cancelled ones too. */
  async search(caller: Principal, query: ActivityQuery): Promise<Page<Stored<Activity>>> {
    const { status, campaign, municipality, county, organisation, form, awaitingConfirmation } = query;
    const { activities, total } = await this.activities.search(
      { seenBy: caller, status, campaign, municipality, county, organisation, form, awaitingConfirmation },
      { offset: offsetOf(query), limit: query.limit },
    );
    return page(activities, total, query);
  }

  /** What has been planned or published under other rules of the campaign than it has now. */
  async affected(caller: Principal, campaignId: string, query: PageQuery): Promise<Page<AffectedActivity>> {
    const campaign = (await this.campaigns.known([campaignId])).get(campaignId);
    if (!campaign) throw notFound();

    const { activities, total } = await this.activities.affected(campaign, caller, {
      offset: offsetOf(query),
      limit: query.limit,
    });
    return page(activities, total, query);
  }

  private async answerInvitation(
    caller: Principal,
    id: string,
    did: string,
    decide: (activity: Activity, organisation: string) => Decision<Activity>,
    ifVersion?: number,
  ): Promise<Stored<Activity>> {
    const organisation = organisationOf(caller) ?? '';
    const activity = await this.activities.updateWith(
      id,
      ({ state }) => {
        refuseUnlessSeenBy(caller, state);
        if (!belongsTo(caller, ...state.organisers, ...(state.invited ?? []))) throw notYours();
      },
      (state) => decide(state, organisation),
      { ifVersion },
    );

    await this.audit.note(caller, did, 'activity', id);
    return activity;
  }

  /** What was never announced gets no figures of its own. */
  private async refuseUnknownCampaigns(ids: readonly string[]): Promise<void> {
    const known = await this.campaigns.known(ids);
    refuseAny(ids.flatMap((id, at) => (known.has(id) ? [] : [unknownCampaign(at, id)])));
  }

  private async known(id: string, plan: Pick<Plan, 'campaigns' | 'organisers' | 'venue'>): Promise<Known> {
    const venue = plan.venue?.resourceId;
    const [campaigns, organisations, booked, venues] = await Promise.all([
      this.campaigns.known(plan.campaigns),
      this.organisations.known(plan.organisers),
      venue === undefined ? new Set<string>() : this.bookings.confirmedFor(id),
      this.resources.known(venue === undefined ? [] : [venue]),
    ]);
    const room = venue === undefined ? undefined : venues.get(venue)?.capacity;
    return { campaigns, organisations, booked, ...(room !== undefined && { room }) };
  }

  private async inVenue<Stated extends Partial<Proposal>>(
    { venueId, ...stated }: Stated & InVenue,
    municipality: string,
  ): Promise<Omit<Stated & InVenue, 'venueId'>> {
    if (venueId === undefined) return stated;
    if (stated.venue) throw twoVenues();

    const resources = await this.resources.known([venueId]);
    return { ...stated, venue: venueFrom(venueId, resources.get(venueId), municipality) };
  }
}

/** What is only planned is not there for others. */
function refuseUnlessSeenBy(caller: Principal, activity: Activity): void {
  if (!isPublic(activity) && !maySee(caller, activity)) throw notFound();
}

function refuseUnlessTheirs(caller: Principal, activity: Activity): void {
  refuseUnlessSeenBy(caller, activity);
  refuseUnlessMayChange(caller, activity);
}

/** An organisation for itself; those who look after a place answer for whom they name there, on record. */
function speaksFor(caller: Principal, organisation: string): boolean {
  const own = organisationOf(caller);
  return own === undefined || own === organisation;
}
