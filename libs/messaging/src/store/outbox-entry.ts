import { eventOf, subjectOf } from '@kraftsamling/contracts';
import type { Contract } from '@kraftsamling/contracts';
import { v7 as uuid } from 'uuid';
import { traceContext } from '../trace-context.ts';

/** An event on its way out. It lies in the document it is about until JetStream has acknowledged it. */
export interface OutboxEntry {
  /** The event's id, and its `Nats-Msg-Id`. */
  readonly id: string;
  readonly at: Date;
  readonly subject: string;
  /** The CloudEvent as it is published: serialized once, so that a second try sends the same bytes. */
  readonly event: string;
}

export interface Aggregate<State> {
  readonly id: string;
  readonly version: number;
  readonly state: State;
}

/**
 * The events of one change. Each has a version of its own, the last one that of the aggregate: who takes only what is newer would
 * otherwise never see the second.
 */
export function outboxEntries<State>(
  contracts: readonly Contract[],
  aggregate: Aggregate<State>,
  publicState: (state: State, id: string) => unknown,
  eventRoot: string,
  at: Date,
): OutboxEntry[] {
  return contracts.map((contract, index) => {
    const version = aggregate.version - (contracts.length - 1 - index);
    return outboxEntry(contract, { ...aggregate, version }, publicState, eventRoot, at);
  });
}

export function outboxEntry<State>(
  contract: Contract,
  aggregate: Aggregate<State>,
  publicState: (state: State, id: string) => unknown,
  eventRoot: string,
  at: Date,
): OutboxEntry {
  const id = uuid();
  const data = publicState(aggregate.state, aggregate.id);
  const event = eventOf(contract, {
    id,
    subject: aggregate.id,
    version: aggregate.version,
    time: at,
    data,
    traceparent: traceContext.getStore()?.traceparent,
  });
  return { id, at, subject: subjectOf(contract, data, eventRoot), event: JSON.stringify(event) };
}
