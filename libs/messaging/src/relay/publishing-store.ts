import type { Collection } from 'mongoose';
import type { StoredDocument } from '../store/stored-document.ts';

/** What relay and republisher need of a store: its documents, and what of an aggregate may be published. */
export interface PublishingStore {
  readonly collection: string;
  readonly documents: Collection<StoredDocument<unknown>>;
  /** False while the database is away or its indexes are being made. */
  readonly reachable: boolean;
  publicState(state: unknown, id: string): unknown;
}
