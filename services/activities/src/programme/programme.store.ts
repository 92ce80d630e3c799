import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { stored } from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import type { Activity } from '../activity/activity.state.ts';
import { Activities } from '../activity/activity.store.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import { Catalogue } from './catalogue.ts';
import type { Found, Wanted, Window } from './catalogue.ts';
import { entryOf, withSessions } from './entry.ts';
import type { AnnouncedActivity } from './entry.ts';
import { feedsWrittenSoSince } from './feed.ts';

/** As many activities are read at a time. */
const BATCH = 200;
/** A change may turn up so long after the time it carries: clocks of replicas differ, and a transaction takes its time. */
const UNSETTLED_MS = 15_000;

/** What is wanted, as it stood when it was asked for: the ids are few bytes each, the activities are read when they are needed. */
export interface Selection {
  readonly found: readonly Pick<Found, 'id' | 'sessions'>[];
  /** The names of their organisers. */
  readonly names: ReadonlyMap<string, string>;
  /** Of which activities there are, at which versions, and of those names: another one as soon as any of them has changed. */
  readonly fingerprint: string;
  /** When anything in the programme, or the name of an organiser, last changed; unknown while a change may yet turn up that carries an earlier time. */
  readonly changedAt: Date | undefined;
}

/**
 * What stands in the programme. A search that counts everything it finds, in order of time, is more than an index of the database can
 * answer at once, so each replica knows by heart what activities are found by (about a kilobyte each), and reads the few
 * that are asked for. Before each search it takes in what has changed since the last one: what was saved before a search is found by it.
 */
@Injectable()
export class Programme implements OnApplicationBootstrap {
  private readonly catalogue = new Catalogue();
  private newest = new Date(0);
  private readAt = 0;
  private reading: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(
    private readonly activities: Activities,
    private readonly organisations: Organisations,
  ) {}

  /** Getting to know a large programme takes seconds, and nobody need wait for them. Where the database is away, the first who asks does. */
  onApplicationBootstrap(): void {
    this.upToDate().catch(() => undefined);
  }

  /** Reads everything anew, however old it says it is. */
  async readAll(): Promise<void> {
    await this.takeIn(new Date(0));
  }

  async select(wanted: Wanted, each: Required<Window>['each']): Promise<Selection> {
    await this.upToDate();
    const { found } = this.catalogue.search(wanted, { each });
    const { names, changedAt } = await this.organisations.named(found.flatMap(({ organisers }) => organisers));
    const newest = latest(changedAt, this.newest, feedsWrittenSoSince);
    const versions = found.map(({ id, version }) => `${id} ${version}`);
    const isSettled = newest.getTime() < Date.now() - UNSETTLED_MS;
    return {
      found: found.map(({ id, sessions }) => ({ id, sessions })),
      names,
      fingerprint: createHash('sha256')
        .update(JSON.stringify([versions, [...names]]))
        .digest('base64url')
        .slice(0, 22),
      changedAt: isSettled ? newest : undefined,
    };
  }

  async page(wanted: Wanted, window: Window): Promise<{ found: readonly AnnouncedActivity[]; total: number }> {
    await this.upToDate();
    const { found, total } = this.catalogue.search(wanted, window);
    return { found: await this.read(found), total };
  }

  /** So many at a time, as fast as somebody takes them. */
  async *each({ found }: Selection): AsyncGenerator<readonly AnnouncedActivity[]> {
    for (let from = 0; from < found.length; from += BATCH) yield await this.read(found.slice(from, from + BATCH));
  }

  /** Activities with the sessions that are wanted of them. What has been taken out since it was found is passed over. */
  private async read(found: Selection['found']): Promise<readonly AnnouncedActivity[]> {
    const activities = await this.withIds(new Set(found.map(({ id }) => id)));
    return found
      .flatMap(({ id, sessions }) => {
        const activity = activities.get(id);
        return activity ? withSessions(activity, sessions) : [];
      })
      .filter(({ state }) => state.sessions.length + state.removedSessions.length > 0);
  }

  private async withIds(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, AnnouncedActivity>> {
    if (ids.size === 0) return new Map();
    const documents = await this.activities.model
      .find({ _id: { $in: [...ids] } }, { outbox: 0, foundBy: 0 })
      .lean<StoredDocument<Activity>[]>();
    return new Map(documents.map((document) => [document._id, stored(document) as AnnouncedActivity]));
  }

  /** Whoever asks while changes are being read waits for the reading after it: this one may have passed over what they have saved. */
  private upToDate(): Promise<void> {
    this.next ??= this.reading
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        this.reading = this.takeInChanges();
        return this.reading;
      });
    return this.next;
  }

  private async takeInChanges(): Promise<void> {
    const now = Date.now();
    await this.takeIn(new Date(this.readAt - UNSETTLED_MS));
    // Only now: where reading breaks off, the next one begins where this one has.
    this.readAt = now;
  }

  private async takeIn(since: Date): Promise<void> {
    const touched = await this.activities.model
      .find({ updatedAt: { $gte: since }, 'state.publishedAt': { $exists: true } }, { version: 1 })
      .lean<Pick<StoredDocument<Activity>, '_id' | 'version'>[]>();
    const changed = touched.filter(({ _id, version }) => this.catalogue.versionOf(_id) !== version);

    for (let from = 0; from < changed.length; from += BATCH) {
      const ids = new Set(changed.slice(from, from + BATCH).map(({ _id }) => _id));
      for (const activity of (await this.withIds(ids)).values()) {
        this.catalogue.put(entryOf(activity));
        if (activity.updatedAt > this.newest) this.newest = activity.updatedAt;
      }
    }
  }
}

function latest(...times: readonly Date[]): Date {
  return new Date(Math.max(...times.map((time) => time.getTime())));
}
