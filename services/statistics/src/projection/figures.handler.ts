import type { Contract } from '@kraftsamling/contracts';
import { ConsumerRegistry } from '@kraftsamling/messaging';
import type { Consumer } from '@kraftsamling/messaging';
import { Injectable } from '@nestjs/common';
import { Projection } from '../database/projection.store.ts';

/** Events that are handed over at once, at most. */
export const BATCH = 500;

/**
 * Statistics' event handler. It is opened by hand where other services write `@EventHandler`: that has one durable consumer for as long
 * as the service runs and is handed one event at a time; here each generation has its own, one of four in turn, and events come in batches.
 */
@Injectable()
export class FiguresHandler {
  constructor(
    private readonly consumers: ConsumerRegistry,
    private readonly projection: Projection,
  ) {}

  open(generation: number, contracts: readonly Contract[]): Consumer {
    return this.consumers.open({
      name: nameOf(generation),
      contracts,
      batchOf: BATCH,
      handle: (events) => this.projection.project(generation, events),
    });
  }

  /** The generation's place in the stream is forgotten: the next consumer of its name begins at the first event. */
  remove(generation: number): Promise<void> {
    return this.consumers.remove(nameOf(generation));
  }
}

/** The handlers that the service's NATS user has rights to (the manifest in package.json names the same). */
const names = ['figures-0', 'figures-1', 'figures-2', 'figures-3'] as const;

/** The handler's identity, which a generation takes over from the one four before it. */
export function nameOf(generation: number): string {
  return names[generation % names.length] ?? names[0];
}

/** The generation that had the name before: until it is removed, the next cannot begin. */
export function before(generation: number): number {
  return generation - names.length;
}
