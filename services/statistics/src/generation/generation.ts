import type { Contract } from '@kraftsamling/contracts';
import { subscription } from '../projection/subscription.ts';

/**
 * A generation is one complete set of facts and figures, with a place of its own in the stream. One is live. A rebuild begins the next
 * from the first message beside it; when that has caught up they change places, and the old one is retired and removed.
 */
export interface Generation {
  /** 1, 2, 3... Two that start a rebuild at once want the same number, and only one gets it. */
  readonly _id: number;
  readonly status: 'building' | 'live' | 'retired';
  /**
   * Grows by one with each batch of events that changed a fact. It begins at the time of the start in milliseconds, of which there are more
   * than batches: no revision ever comes twice, not even when the database is lost and generations are numbered anew.
   */
  readonly revision: number;
  /** Events in those batches. */
  readonly eventsTaken: number;
  readonly startedAt: Date;
  /** When the revision last grew. */
  readonly updatedAt: Date;
  /**
   * The types of the events that it subscribes to, in all replicas and for as long as it lives: a durable consumer that is widened later
   * is not given what has passed it already. Undefined where it began before this was remembered.
   */
  readonly subscribesTo?: readonly string[];
  /** When its durable consumer began, at the first message. */
  readonly subscribedSince?: Date;
  /** Why it may go live knowing less than the one that is live, and who has said so: that one knows what was never true. */
  readonly mayKnowLess?: { readonly reason: string; readonly by: string };
  readonly liveSince?: Date;
  readonly retiredAt?: Date;
  /** When its facts and figures were dropped. */
  readonly removedAt?: Date;
}

const subscribedTypes = subscription.map(({ type }) => type);

export function newGeneration(
  number: number,
  status: 'building' | 'live',
  now: Date,
  mayKnowLess?: Generation['mayKnowLess'],
): Generation {
  return {
    _id: number,
    status,
    subscribesTo: subscribedTypes,
    revision: now.getTime(),
    eventsTaken: 0,
    startedAt: now,
    updatedAt: now,
    ...(mayKnowLess && { mayKnowLess }),
    ...(status === 'live' ? { liveSince: now } : {}),
  };
}

/** Whether this code counts events that a generation was never given, so that everything has to be counted anew. */
export function subscribesToTooLittle({ subscribesTo }: Generation): boolean {
  return subscribesTo === undefined || subscribedTypes.some((type) => !subscribesTo.includes(type));
}

/** The contracts that a generation subscribes to; undefined when only newer code knows all of them. */
export function contractsOf({ subscribesTo }: Generation): readonly Contract[] | undefined {
  if (subscribesTo === undefined) return subscription;
  const contracts = subscription.filter(({ type }) => subscribesTo.includes(type));
  return contracts.length === subscribesTo.length ? contracts : undefined;
}
