import type { Contract, EventOf } from '@kraftsamling/contracts';

export interface Subscription<C extends Contract = Contract> {
  /** The handler's identity: its durable consumer and its dead letters carry it. Written out, never derived from a class. */
  readonly name: string;
  readonly contracts: readonly C[];
  /** At most so many events at a time, in one call; 1 by default. */
  readonly batchOf?: number;
  /** So many calls side by side; 16 by default, 1 for batches. */
  readonly concurrency?: number;
  /** Throws: the events are settled as failed; a failed batch is handed over again one by one. */
  handle(events: readonly EventOf<C>[]): Promise<void>;
}
