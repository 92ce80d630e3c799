import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { CampaignData } from '@kraftsamling/contracts';
import { documentSchema, DocumentStore, Outbox, stored } from '@kraftsamling/messaging';
import type { InputError, Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import { organisationOf, placesOf } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import { lyingIn } from '../lying-in.ts';
import type { Resource } from '../resource/resource.state.ts';
import { liveStatuses } from './activity.state.ts';
import type { Activity } from './activity.state.ts';
import { naturalKeyOf, uniqueKeyOf } from './natural-key.ts';
import { publicActivity } from './public-activity.ts';
import { affected } from './publishing.ts';

/** What activities are looked up by; what else they hold, activity.ts says. */
const activitySchema = documentSchema<Activity>(
  {
    status: String,
    municipality: String,
    county: String,
    form: String,
    organisers: [String],
    invited: [String],
    campaigns: [String],
    plannedAt: Date,
  },
  [
    // An activity is there once: of the cancelled ones there may be more, and of the planned ones each organiser has its own.
    [
      { 'foundBy.sameness': 1 },
      { unique: true, partialFilterExpression: { 'state.status': { $in: [...liveStatuses] } } },
    ],
    [{ 'state.plannedAt': 1, _id: 1 }],
    [{ 'state.campaigns': 1, 'state.plannedAt': 1, _id: 1 }],
    [{ 'state.organisers': 1, 'state.plannedAt': 1, _id: 1 }],
    [{ 'state.invited': 1, 'state.plannedAt': 1, _id: 1 }],
    [{ 'state.municipality': 1, 'state.plannedAt': 1, _id: 1 }],
    [{ 'state.county': 1, 'state.plannedAt': 1, _id: 1 }],
    // Few reports await confirmation.
    [{ 'state.unusual': 1 }, { sparse: true }],
    // What has changed since the programme was last looked at.
    [{ updatedAt: 1 }],
  ],
);

export interface ActivitySearch {
  /** Whose activities, and those of whose places. */
  readonly seenBy: Principal;
  readonly status?: Activity['status'] | undefined;
  readonly campaign?: string | undefined;
  readonly municipality?: string | undefined;
  readonly county?: string | undefined;
  readonly organisation?: string | undefined;
  readonly form?: string | undefined;
  /** Those whose reports have numbers that await confirmation, or those where none do. */
  readonly awaitingConfirmation?: 'true' | 'false' | undefined;
}

/** An activity that its campaign's rules would refuse, or mark otherwise than it is marked. */
export interface AffectedActivity extends Pick<Activity, 'title' | 'municipality' | 'organisers' | 'status'> {
  readonly id: string;
  readonly faults: readonly InputError[];
  readonly yearRound?: boolean;
}

@Injectable()
export class Activities extends DocumentStore<Activity> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Activity>>('Activity', activitySchema, 'activities'), outbox, {
      publicState: publicActivity,
      lookupKeys: (activity) => ({ sameness: uniqueKeyOf(activity), naturalKey: naturalKeyOf(activity) }),
    });
  }

  /**
   * Those that there are in a municipality by their natural keys, or that have once been made by these ids; what has been cancelled only
   * where there is nothing else.
   */
  async thereAs(
    municipality: string,
    wanted: readonly { readonly naturalKey: string; readonly id: string }[],
  ): Promise<ReadonlyMap<string, Stored<Activity>>> {
    const found = await this.model
      .find(
        {
          'state.municipality': municipality,
          $or: [
            { 'foundBy.naturalKey': { $in: wanted.map(({ naturalKey }) => naturalKey) } },
            { _id: { $in: wanted.map(({ id }) => id) } },
          ],
        } as Filter,
        { outbox: 0 },
      )
      .lean<StoredDocument<Activity>[]>();
    // The better one comes later.
    found.sort((one, other) => Number(one.state.status !== 'cancelled') - Number(other.state.status !== 'cancelled'));
    const byId = new Map(found.map((each) => [each._id, stored(each)]));
    const byNaturalKey = new Map(found.map((each) => [naturalKeyOf(each.state), stored(each)]));
    return new Map(
      wanted.flatMap(({ naturalKey, id }) => {
        const candidates = [byNaturalKey.get(naturalKey), byId.get(id)].filter((each) => each !== undefined);
        const there = candidates.find(({ state }) => state.status !== 'cancelled') ?? candidates[0];
        return there ? [[naturalKey, there] as const] : [];
      }),
    );
  }

  /**
   * Calendars show what organisers are called: what one of them has in the programme becomes another revision when it is called something
   * else. There may be thousands, so it is one write; whoever changes one of them meanwhile decides again on the newer version.
   */
  async organiserRenamed(organisation: string): Promise<void> {
    const theirs = { 'state.organisers': organisation, 'state.publishedAt': { $exists: true } };
    await this.documents.updateMany(theirs, {
      $inc: { version: 1, 'state.sequence': 1 },
      $set: { updatedAt: new Date() },
    });
  }

  /** An activity with the resources that are wanted for it: one question, where two would each wait for the other. */
  async withResources(
    id: string,
    resourceIds: readonly string[],
    session: ClientSession,
  ): Promise<{ activity: Stored<Activity> | undefined; resources: ReadonlyMap<string, Resource> }> {
    const wanted = [{ $match: { _id: { $in: [...resourceIds] } } }, { $project: { state: 1 } }];
    const [found] = await this.documents
      .aggregate<StoredDocument<Activity> & { resources: Pick<StoredDocument<Resource>, '_id' | 'state'>[] }>(
        [
          { $match: { _id: id } },
          { $project: { outbox: 0, foundBy: 0 } },
          { $lookup: { from: 'resources', pipeline: wanted, as: 'resources' } },
        ],
        { session },
      )
      .toArray();
    return {
      activity: found && stored(found),
      resources: new Map(found?.resources.map(({ _id, state }) => [_id, state])),
    };
  }

  /** Oldest first. */
  async search(
    { seenBy, status, campaign, municipality, county, organisation, form, awaitingConfirmation }: ActivitySearch,
    part: Part,
  ): Promise<{ activities: Stored<Activity>[]; total: number }> {
    const filter = {
      ...(status !== undefined && { 'state.status': status }),
      ...(campaign !== undefined && { 'state.campaigns': campaign }),
      ...(municipality !== undefined && { 'state.municipality': municipality }),
      ...(county !== undefined && { 'state.county': county }),
      ...(organisation !== undefined && { 'state.organisers': organisation }),
      ...(form !== undefined && { 'state.form': form }),
      ...(awaitingConfirmation !== undefined && { 'state.unusual': { $exists: awaitingConfirmation === 'true' } }),
      $and: [whatSeenBy(seenBy)],
    } as Filter;
    const { found: activities, total } = await this.part(filter, { 'state.plannedAt': 1, _id: 1 }, part);
    return { activities, total };
  }

  /** Which of them the campaign's rules are about, only the rules know: all that are still to take place are looked at, one by one. */
  async affected(
    campaign: CampaignData,
    seenBy: Principal,
    { offset, limit }: Part,
  ): Promise<{ activities: AffectedActivity[]; total: number }> {
    const filter = {
      'state.campaigns': campaign.id,
      'state.status': { $in: ['planned', 'published'] },
      $and: [whatSeenBy(seenBy)],
    } as Filter;
    const activities: AffectedActivity[] = [];
    let total = 0;

    const found = this.model
      .find(filter)
      .select<PartlyStored>(affectedParts.map((part) => `state.${part}`))
      .sort({ 'state.plannedAt': 1, _id: 1 })
      .lean<PartlyStored[]>()
      .cursor();
    for await (const { _id: id, state } of found as AsyncIterable<PartlyStored>) {
      const how = affected(state, campaign);
      if (how.faults.length === 0 && how.yearRound === undefined) continue;
      if (total >= offset && activities.length < limit) {
        const { title, municipality, organisers, status } = state;
        activities.push({ id, title, municipality, organisers, status, ...how });
      }
      total++;
    }
    return { activities, total };
  }
}

/** What the rules of a campaign are about, and what is shown of an activity that they affect. */
const affectedParts = [
  'title',
  'municipality',
  'organisers',
  'campaigns',
  'sessions',
  'freeOfCharge',
  'yearRoundIn',
  'status',
] as const;

interface PartlyStored {
  readonly _id: string;
  readonly state: Pick<Activity, (typeof affectedParts)[number]>;
}

type Filter = QueryFilter<StoredDocument<Activity>>;

/** The same as `maySee` says of one. */
function whatSeenBy(caller: Principal): object {
  const places = placesOf(caller);
  if (places === 'all') return {};
  const organisation = organisationOf(caller);
  const ways = [
    ...lyingIn(places),
    ...(organisation === undefined ? [] : [{ 'state.organisers': organisation }, { 'state.invited': organisation }]),
  ];
  return ways.length === 0 ? { _id: { $in: [] } } : { $or: ways };
}
