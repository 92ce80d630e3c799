import { Injectable } from '@nestjs/common';
import { AlreadyExists, Refusal } from '@kraftsamling/messaging';
import type { Decision, Stored } from '@kraftsamling/messaging';
import { Audit, Clock, offsetOf, page } from '@kraftsamling/service';
import type { Page, PageQuery, Principal } from '@kraftsamling/service';
import { v7 as uuid } from 'uuid';
import { mayChange, refuseUnlessMayChange } from '../access.ts';
import { Bookings } from '../booking/booking.document.ts';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import { Resources } from '../resource/resource.document.ts';
import {
  amendActivity,
  cancelActivity,
  correctReport,
  isPublic,
  planActivity,
  publishActivity,
  reportActivity,
} from './activity.ts';
import type { Activity, Plan, Proposal } from './activity.ts';
import { Activities } from './activity.document.ts';
import type { AffectedActivity } from './activity.document.ts';
import type { ActivityQuery } from './activity.dto.ts';
import type { Known } from './publishing.ts';
import type { StatedReport } from './report.ts';
import { twoVenues, venueFrom } from './venue.ts';

/** What may stand in a proposal instead of its venue: the id of one that is booked here. */
interface InVenue {
  readonly venueId?: string;
}

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
    const change = planActivity(proposal, this.clock.now());
    refuseUnlessMayChange(caller, change.state);

    const activity = await this.activities.create(uuid(), change).catch(refuseSecond);

    await this.audit.note(caller, 'planned', 'activity', activity.id);
    return activity;
  }

  async amend(
    caller: Principal,
    id: string,
    stated: Partial<Proposal> & InVenue,
    ifVersion: number,
  ): Promise<Stored<Activity>> {
    const { state } = await this.changedBy(caller, id);
    const amendment = await this.inVenue(stated, stated.municipality ?? state.municipality);
    const known = await this.known(id, { ...state, ...amendment });

    const activity = await this.activities
      .update(
        id,
        (activity) => {
          const decision = amendActivity(activity, amendment, known);
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

  async publish(caller: Principal, id: string): Promise<Stored<Activity>> {
    await this.changedBy(caller, id);

    const activity = await this.decide(id, (state, known) => publishActivity(state, known, this.clock.now()));

    await this.audit.note(caller, 'published', 'activity', id);
    return activity;
  }

  async cancel(caller: Principal, id: string, reason: string): Promise<Stored<Activity>> {
    await this.changedBy(caller, id);

    const activity = await this.activities.update(id, (state) => cancelActivity(state, reason, this.clock.now()));

    await this.audit.note(caller, 'cancelled', 'activity', id);
    return activity;
  }

  async report(caller: Principal, id: string, report: StatedReport): Promise<Stored<Activity>> {
    await this.changedBy(caller, id);

    const activity = await this.activities.update(id, (state) => reportActivity(state, report, this.clock.now()));

    await this.audit.note(caller, 'reported', 'activity', id);
    return activity;
  }

  async correct(caller: Principal, id: string, report: StatedReport, ifVersion: number): Promise<Stored<Activity>> {
    await this.changedBy(caller, id);

    const activity = await this.activities.update(id, (state) => correctReport(state, report, this.clock.now()), {
      ifVersion,
    });

    await this.audit.note(caller, 'corrected-report', 'activity', id);
    return activity;
  }

  /** What is only planned is there for those who may change it. */
  async seenBy(caller: Principal, id: string): Promise<Stored<Activity>> {
    const activity = await this.activities.require(id);
    if (!isPublic(activity.state) && !mayChange(caller, activity.state)) throw notFound();
    return activity;
  }

  /** What the caller may change, planned and cancelled ones too. */
  async search(caller: Principal, query: ActivityQuery): Promise<Page<Stored<Activity>>> {
    const { status, campaign, municipality, county, organisation, form } = query;
    const { activities, total } = await this.activities.search(
      { changedBy: caller, status, campaign, municipality, county, organisation, form },
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

  private async changedBy(caller: Principal, id: string): Promise<Stored<Activity>> {
    const activity = await this.seenBy(caller, id);
    refuseUnlessMayChange(caller, activity.state);
    return activity;
  }

  /** Decides in the light of what is known of the campaigns and organisers, which are read anew when the activity has changed meanwhile. */
  private async decide(
    id: string,
    decide: (activity: Activity, known: Known) => Decision<Activity>,
  ): Promise<Stored<Activity>> {
    for (;;) {
      const { version, state } = await this.activities.require(id);
      const known = await this.known(id, state);
      try {
        return await this.activities.update(id, (activity) => decide(activity, known), { ifVersion: version });
      } catch (refusal) {
        const lostRace = refusal instanceof Refusal && refusal.code === 'version-mismatch';
        if (!lostRace) throw refusal;
      }
    }
  }

  private async known(id: string, plan: Pick<Plan, 'campaigns' | 'organisers' | 'venue'>): Promise<Known> {
    const [campaigns, organisations, booked] = await Promise.all([
      this.campaigns.known(plan.campaigns),
      this.organisations.known(plan.organisers),
      plan.venue?.resourceId === undefined ? new Set<string>() : this.bookings.confirmedFor(id),
    ]);
    return { campaigns, organisations, booked };
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

function notFound(): Refusal {
  return new Refusal('not-found', 'There is nothing with this id.', 'not-found');
}

function refuseSecond(error: unknown): never {
  if (!(error instanceof AlreadyExists)) throw error;
  throw new Refusal(
    'activity-exists',
    'There is an activity with this title that begins on this day at this place. More times on a day are sessions of one activity.',
  );
}
