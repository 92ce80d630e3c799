import { eventOf, subjectOf } from '@kraftsamling/contracts';
import type { Contract } from '@kraftsamling/contracts';
import { v7 as uuid } from 'uuid';
import { traceContext } from './trace-context.ts';

/** An event on its way out. It lies in the document it tells of until JetStream has acknowledged it. */
export interface OutboxEntry {
  /** The event's id, and its `Nats-Msg-Id`. */
  readonly id: string;
  readonly at: Date;
  readonly subject: string;
  /** The CloudEvent as it is published: written once, so that a second try sends the same bytes. */
  readonly event: string;
}

export interface Thing<State> {
  readonly id: string;
  readonly version: number;
  readonly state: State;
}

export function outboxEntry<State>(
  contract: Contract,
  thing: Thing<State>,
  publicState: (state: State, id: string) => unknown,
  eventRoot: string,
  at: Date,
): OutboxEntry {
  const id = uuid();
  const data = publicState(thing.state, thing.id);
  const event = eventOf(contract, {
    id,
    subject: thing.id,
    version: thing.version,
    time: at,
    data,
    traceparent: traceContext.getStore()?.traceparent,
  });
  return { id, at, subject: subjectOf(contract, data, eventRoot), event: JSON.stringify(event) };
}
