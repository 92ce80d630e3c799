import { setTimeout as delay } from 'node:timers/promises';
import type { Contract } from '@kraftsamling/contracts';
import mongoose from 'mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';
import { collectionOf } from './collection-of.ts';
import { notFound, nothingHappens, Refusal } from './decision.ts';
import type { Change, Decision } from './decision.ts';
import { rethrowDuplicate } from './duplicate-key.ts';
import { outboxEntries } from './outbox-entry.ts';
import type { Aggregate, OutboxEntry } from './outbox-entry.ts';
import type { PublishingStore, StoreOutbox } from './publishing-store.ts';
import { stored } from './stored-document.ts';
import type { Stored, StoredDocument } from './stored-document.ts';
import { afterCommit, lostRace } from './transaction.ts';

export interface UpdateOptions<State> {
  /** The version the caller has read (If-Match); another one is refused as `version-mismatch`. */
  readonly ifVersion?: number | undefined;
  /** Takes part in a transaction (see `inTransaction`). Its events are published after the commit. */
  readonly session?: ClientSession | undefined;
  /** What the caller has loaded already, instead of loading it again. The version in the conditional write is what makes it safe. */
  readonly loaded?: Stored<State> | undefined;
}

/** So many of a list, after so many that are passed over. */
export interface Part {
  readonly offset: number;
  readonly limit: number;
}

export interface StoreOptions<State> {
  /** What everyone may know of the aggregate: the `data` of each of its events. Never personal data. */
  readonly publicState: (state: State, id: string) => unknown;
  /** What an aggregate is looked up by and does not say as such (words, normalised keys): saved beside its state, to be indexed. */
  readonly lookupKeys?: (state: State, id: string) => Readonly<Record<string, unknown>>;
}

const LOST_RACES_TOLERATED = 50;

/**
 * The only way to change an aggregate. State and outgoing events change in one atomic write of one document;
 * the events are published right after it, and by a sweep if the process dies in between.
 */
export abstract class DocumentStore<State> {
  readonly model: Model<StoredDocument<State>>;
  readonly publicState: StoreOptions<State>['publicState'];
  private readonly lookupKeys: StoreOptions<State>['lookupKeys'];
  private readonly outbox: StoreOutbox;

  constructor(model: Model<StoredDocument<State>>, outbox: StoreOutbox, options: StoreOptions<State>) {
    this.model = model;
    this.outbox = outbox;
    this.publicState = options.publicState;
    this.lookupKeys = options.lookupKeys;
    outbox.register(this as PublishingStore);
  }

  /** @throws AlreadyExists when the id or another unique key is taken. */
  async create(
    id: string,
    change: Change<State>,
    { session }: Pick<UpdateOptions<State>, 'session'> = {},
  ): Promise<Stored<State>> {
    const at = new Date();
    const version = (await this.outbox.firstVersion()) + versionsOf(change);
    const aggregate = { id, version, state: change.state };
    const entries = this.entries(change.events, aggregate, at);
    const document = {
      _id: id,
      version,
      createdAt: at,
      updatedAt: at,
      ...lastEvents(change.events),
      state: change.state,
      ...this.keysOf(change.state, id),
      outbox: entries,
    };

    await this.documents
      .insertOne(document, { ignoreUndefined: true, ...(session && { session }) })
      .catch(rethrowDuplicate);

    this.offer(id, entries, session);
    if (session) afterCommit(session, () => void this.outbox.made(version));
    else await this.outbox.made(version);
    return { ...aggregate, createdAt: at, updatedAt: at };
  }

  /**
   * Loads, decides and saves. A lost race decides again on the newer state, so `decide` is pure; in a transaction, which goes on
   * seeing what it has seen at first, the whole of it starts over.
   * @throws Refusal `not-found`; `version-mismatch` when the aggregate is no longer as the caller has read it; whatever `decide` refuses.
   */
  async update(
    id: string,
    decide: (state: State) => Decision<State>,
    options: UpdateOptions<State> = {},
  ): Promise<Stored<State>> {
    return this.updateWith(id, () => undefined, decide, options);
  }

  /**
   * As `update`, for a decision that needs to know more than the aggregate. `gather` reads it after the aggregate, and anew when the
   * aggregate has changed meanwhile: nothing is decided on what was read for another version. Whether the caller may do it at
   * all is found out there too, on the very state that is changed.
   */
  async updateWith<Gathered>(
    id: string,
    gather: (loaded: Stored<State>) => Gathered | Promise<Gathered>,
    decide: (state: State, gathered: Gathered) => Decision<State>,
    { ifVersion, session, loaded }: UpdateOptions<State> = {},
  ): Promise<Stored<State>> {
    for (let lostRaces = 0; lostRaces < LOST_RACES_TOLERATED; lostRaces++) {
      if (lostRaces > 2) await delay(Math.random() * 5 * lostRaces);
      const found = lostRaces === 0 && loaded ? loaded : await this.require(id, session);
      const gathered = await gather(found);
      refuseUnlessVersion(found, ifVersion);

      const decision = decide(found.state, gathered);
      if (decision === nothingHappens) return found;

      const updated = await this.save(found, decision, session);
      if (updated) return updated;
      if (session) throw lostRace();
    }
    throw new Refusal('too-busy', 'Many others are changing the same thing just now. Try again in a moment.');
  }

  async get(id: string, session?: ClientSession): Promise<Stored<State> | undefined> {
    const document = await this.documents.findOne(
      { _id: id },
      { projection: { outbox: 0 }, ...(session && { session }) },
    );
    return document === null ? undefined : stored(document);
  }

  /** @throws Refusal `not-found` */
  async require(id: string, session?: ClientSession): Promise<Stored<State>> {
    const found = await this.get(id, session);
    if (!found) throw notFound();
    return found;
  }

  /** Part of what a filter finds, in this order, and how many there are in all. */
  protected async part(
    filter: QueryFilter<StoredDocument<State>>,
    sort: Readonly<Record<string, 1 | -1>>,
    { offset, limit }: Part,
  ): Promise<{ found: Stored<State>[]; total: number }> {
    // Mongoose cannot work out the paths of a state that it does not know; whoever calls does.
    const model = this.model as unknown as Model<object>;
    const [documents, total] = await Promise.all([
      model
        .find(filter as object, { outbox: 0, foundBy: 0 })
        .sort(sort)
        .skip(offset)
        .limit(limit)
        .lean<StoredDocument<State>[]>(),
      model.countDocuments(filter as object),
    ]);
    return { found: documents.map(stored), total };
  }

  /** False while the database is away or its indexes are being made. */
  get reachable(): boolean {
    return this.model.db.readyState === mongoose.ConnectionStates.connected;
  }

  get collection(): string {
    return this.model.collection.name;
  }

  /** The driver's own collection (it waits for the connection as mongoose does): a decided state needs no casting. */
  get documents() {
    return collectionOf<StoredDocument<State>>(this.model.db, this.collection);
  }

  /** State and events in one conditional write. Answers nothing when somebody else was faster. */
  private async save(
    found: Stored<State>,
    change: Change<State>,
    session: ClientSession | undefined,
  ): Promise<Stored<State> | undefined> {
    const { id } = found;
    const { state, events } = change;
    const updatedAt = new Date();
    const aggregate = { id, version: found.version + versionsOf(change), state };
    const entries = this.entries(events, aggregate, updatedAt);
    const changed = { state, ...this.keysOf(state, id), version: aggregate.version, updatedAt, ...lastEvents(events) };

    const { matchedCount } = await this.documents
      .updateOne(
        { _id: id, version: found.version },
        { $set: changed, $push: { outbox: { $each: entries } } } as object,
        { ignoreUndefined: true, ...(session && { session }) },
      )
      .catch(rethrowDuplicate);
    if (matchedCount === 0) return undefined;

    this.offer(id, entries, session);
    return { ...found, ...aggregate, updatedAt };
  }

  /** Only a commit makes an event of a transaction true. */
  private offer(id: string, entries: readonly OutboxEntry[], session: ClientSession | undefined): void {
    const offer = () => this.outbox.offer(this.collection, id, entries);
    if (session) afterCommit(session, offer);
    else offer();
  }

  private keysOf(state: State, id: string): Pick<StoredDocument<State>, 'foundBy'> {
    return this.lookupKeys === undefined ? {} : { foundBy: this.lookupKeys(state, id) };
  }

  private entries(events: readonly Contract[], aggregate: Aggregate<State>, at: Date): OutboxEntry[] {
    return outboxEntries(events, aggregate, this.publicState, this.outbox.eventRoot, at);
  }
}

/** One for each event of a change, and one for a change without any. */
function versionsOf({ events }: Change<unknown>): number {
  return Math.max(1, events.length);
}

function lastEvents(events: readonly Contract[]): { lastEvents?: string[] } {
  return events.length === 0 ? {} : { lastEvents: events.map(({ type }) => type) };
}

/**
 * For those who decide in a transaction before they update.
 * @throws Refusal `version-mismatch` when it is no longer as the caller has read it
 */
export function refuseUnlessVersion({ version }: { readonly version: number }, ifVersion: number | undefined): void {
  if (ifVersion === undefined || ifVersion === version) return;
  throw new Refusal(
    'version-mismatch',
    `It has been changed since you read it: it is at version ${version}, not ${ifVersion}. Read it again.`,
    'stale',
  );
}
