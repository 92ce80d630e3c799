import { Schema } from 'mongoose';
import type { IndexDefinition, IndexOptions, SchemaDefinition } from 'mongoose';
import type { OutboxEntry } from './outbox-entry.ts';

/** An aggregate as it lies in the database: its state, and beside it the events that are not published yet. */
export interface StoredDocument<State> {
  readonly _id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Types of the events of the last change that had any; what a republication publishes again. */
  readonly lastEvents?: readonly string[];
  readonly state: State;
  /** The lookup keys (`StoreOptions.lookupKeys`), under the name they have always had in databases. */
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

export function stored<State>(document: StoredDocument<State>): Stored<State> {
  const { _id, version, state, createdAt, updatedAt } = document;
  return { id: _id, version, state, createdAt, updatedAt };
}

/** The indexes the outbox needs, beside the aggregate's own. */
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
