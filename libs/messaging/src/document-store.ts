import { setTimeout as delay } from 'node:timers/promises';
import type { Contract } from '@kraftsamling/contracts';
import mongoose, { Schema } from 'mongoose';
import type { ClientSession, IndexDefinition, IndexOptions, Model, QueryFilter, SchemaDefinition } from 'mongoose';
import { nothingHappens, Refusal } from './decision.ts';
import type { Change, Decision } from './decision.ts';
import { outboxEntry } from './outbox-entry.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { Outbox } from './outbox.ts';
import { afterCommit, lostRace } from './transaction.ts';

/** A thing as it lies in the database: its state, and beside it the events that tell of it and are not published yet. */
export interface StoredDocument<State> {
  readonly _id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Types of the events the last change told; what `announce` tells again. Absent until there has been one. */
  readonly lastEvents?: readonly string[];
  readonly state: State;
  /** See `StoreOptions.foundBy`. */
  readonly foundBy?: Readonly<Record<string, unknown>>;
  readonly outbox: readonly OutboxEntry[];
}

export interface Stored<State> {
  readonly id: string;
  readonly version: number;
  readonly state: State;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A unique index says that the thing exists. The service that owns the index knows which refusal this is. */
export class AlreadyExists extends Error {
  override readonly name = 'AlreadyExists';
  /** The fields of the violated index; empty where the server does not say. */
  readonly fields: readonly string[];

  constructor(fields: readonly string[], options?: ErrorOptions) {
    super(`A document with the same ${fields.join(', ') || 'key'} exists.`, options);
    this.fields = fields;
  }
}

export interface UpdateOptions {
  /** The version the caller has read (If-Match); another one is refused as `version-mismatch`. */
  readonly ifVersion?: number | undefined;
  /** Takes part in a transaction (see `inTransaction`). Its events are published after the commit. */
  readonly session?: ClientSession | undefined;
}

/** So many of a list, after so many that are passed over. */
export interface Part {
  readonly offset: number;
  readonly limit: number;
}

export interface StoreOptions<State> {
  /** What everyone may know of the thing: the `data` of each of its events. Never personal data. */
  readonly publicState: (state: State, id: string) => unknown;
  /** What a thing is looked up by and does not say as such (words, normalised keys): saved beside its state, to be indexed. */
  readonly foundBy?: (state: State, id: string) => Readonly<Record<string, unknown>>;
}

const LOST_RACES_TOLERATED = 50;
const DUPLICATE_KEY = 11000;

/** The indexes the outbox needs, beside the thing's own. */
export function documentSchema<State>(
  state: SchemaDefinition,
  indexes: readonly (readonly [IndexDefinition, IndexOptions?])[] = [],
): Schema<StoredDocument<State>> {
  const schema = new Schema<StoredDocument<State>>(
    {
      _id: { type: String, required: true },
      version: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      updatedAt: { type: Date, required: true },
      lastEvents: { type: [String], default: undefined },
      state: { type: new Schema(state, { _id: false, minimize: false }), required: true },
      foundBy: { type: Object, default: undefined },
      outbox: [{ _id: false, id: String, at: Date, subject: String, event: String }],
    } as SchemaDefinition,
    { versionKey: false, minimize: false },
  );
  for (const [fields, options] of indexes) schema.index(fields, options);
  // Only documents with something to publish are in this index: a sweep over nothing costs nothing.
  schema.index({ 'outbox.at': 1 }, { partialFilterExpression: { 'outbox.at': { $exists: true } } });
  return schema;
}

/**
 * The only way to change a thing. State and outgoing events change in one atomic write of one document;
 * the events are published right after it, and by a sweep if the process dies in between.
 */
export abstract class DocumentStore<State> {
  readonly model: Model<StoredDocument<State>>;
  readonly publicState: StoreOptions<State>['publicState'];
  private readonly foundBy: StoreOptions<State>['foundBy'];
  private readonly outbox: Outbox;

  constructor(model: Model<StoredDocument<State>>, outbox: Outbox, options: StoreOptions<State>) {
    this.model = model;
    this.outbox = outbox;
    this.publicState = options.publicState;
    this.foundBy = options.foundBy;
    outbox.register(this as DocumentStore<unknown>);
  }

  /** @throws AlreadyExists when the id or another unique key is taken. */
  async create(
    id: string,
    change: Change<State>,
    { session }: Pick<UpdateOptions, 'session'> = {},
  ): Promise<Stored<State>> {
    const at = new Date();
    const thing = { id, version: 1, state: change.state };
    const entries = this.entries(change.events, thing, at);
    const document = {
      _id: id,
      version: 1,
      createdAt: at,
      updatedAt: at,
      ...told(change.events),
      state: change.state,
      ...this.lookedUp(change.state, id),
      outbox: entries,
    };

    await this.documents
      .insertOne(document, { ignoreUndefined: true, ...(session && { session }) })
      .catch(rethrowDuplicate);

    this.offer(id, entries, session);
    return { ...thing, createdAt: at, updatedAt: at };
  }

  /**
   * Loads, decides and saves. A lost race decides again on the newer state, so `decide` is pure; in a transaction, which goes on
   * seeing what it has seen at first, the whole of it starts over.
   * @throws Refusal `not-found`; `version-mismatch` when the thing is no longer as the caller has read it; whatever `decide` refuses.
   */
  async update(
    id: string,
    decide: (state: State) => Decision<State>,
    options: UpdateOptions = {},
  ): Promise<Stored<State>> {
    const { ifVersion, session } = options;
    for (let lostRaces = 0; lostRaces < LOST_RACES_TOLERATED; lostRaces++) {
      if (lostRaces > 2) await delay(Math.random() * 5 * lostRaces);
      const found = await this.require(id, session);
      if (ifVersion !== undefined && ifVersion !== found.version)
        throw new Refusal(
          'version-mismatch',
          `It has been changed since you read it: it is at version ${found.version}, not ${ifVersion}. Read it again.`,
          'stale',
        );

      const decision = decide(found.state);
      if (decision === nothingHappens) return found;

      const updatedAt = new Date();
      const thing = { id, version: found.version + 1, state: decision.state };
      const entries = this.entries(decision.events, thing, updatedAt);
      const saved = await this.documents
        .updateOne(
          { _id: id, version: found.version },
          {
            $set: {
              state: decision.state,
              ...this.lookedUp(decision.state, id),
              version: thing.version,
              updatedAt,
              ...told(decision.events),
            },
            $push: { outbox: { $each: entries } },
          } as object,
          { ignoreUndefined: true, ...(session && { session }) },
        )
        .catch(rethrowDuplicate);
      if (saved.matchedCount === 0) {
        if (session) throw lostRace();
        continue;
      }

      this.offer(id, entries, session);
      return { ...found, ...thing, updatedAt };
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
    if (!found) throw new Refusal('not-found', 'There is nothing with this id.', 'not-found');
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

  /** The driver's own collection (it waits for the connection as mongoose does): a decided state needs no casting. */
  get documents() {
    return this.model.db.collection<StoredDocument<State>>(this.model.collection.name);
  }

  /** Only a commit makes an event of a transaction true. */
  private offer(id: string, entries: readonly OutboxEntry[], session: ClientSession | undefined): void {
    const offer = () => this.outbox.offer(this.model.collection.name, id, entries);
    if (session) afterCommit(session, offer);
    else offer();
  }

  private lookedUp(state: State, id: string): Pick<StoredDocument<State>, 'foundBy'> {
    return this.foundBy === undefined ? {} : { foundBy: this.foundBy(state, id) };
  }

  private entries(events: readonly Contract[], thing: { id: string; version: number; state: State }, at: Date) {
    return events.map((contract) => outboxEntry(contract, thing, this.publicState, this.outbox.eventRoot, at));
  }
}

export function stored<State>(document: StoredDocument<State>): Stored<State> {
  const { _id, version, state, createdAt, updatedAt } = document;
  return { id: _id, version, state, createdAt, updatedAt };
}

function told(events: readonly Contract[]): { lastEvents?: string[] } {
  return events.length === 0 ? {} : { lastEvents: events.map(({ type }) => type) };
}

/** Whether a unique index has refused a write. */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown }).code === DUPLICATE_KEY;
}

function rethrowDuplicate(error: unknown): never {
  if (!isDuplicateKey(error)) throw error;
  const { keyPattern } = error as { keyPattern?: Record<string, unknown> };
  throw new AlreadyExists(Object.keys(keyPattern ?? {}), { cause: error });
}
