import type { Collection } from 'mongoose';
import type { OutboxEntry } from './outbox-entry.ts';
import type { StoredDocument } from './stored-document.ts';

/** What relay and republisher need of a store: its documents, and what of an aggregate may be published. */
export interface PublishingStore {
  readonly collection: string;
  readonly documents: Collection<StoredDocument<unknown>>;
  /** False while the database is away or its indexes are being made. */
  readonly reachable: boolean;
  publicState(state: unknown, id: string): unknown;
}

/** What a store needs of the service's outbox, said here so that the relay knows of stores and stores not of the relay. */
export interface StoreOutbox {
  readonly eventRoot: string;
  register(store: PublishingStore): void;
  /** Versions of the current epoch are larger. */
  firstVersion(): Promise<number>;
  /** Says that an aggregate has been made at a version: meanwhile another epoch may have begun. */
  made(version: number): Promise<void>;
  offer(collection: string, documentId: string, entries: readonly OutboxEntry[]): void;
}
