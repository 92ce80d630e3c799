import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Consumers, Refusal } from '@kraftsamling/messaging';
import type { Consumer } from '@kraftsamling/messaging';
import { Database } from '@kraftsamling/service';
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Projection } from '../projection/projection.store.ts';
import { Collections } from './collections.store.ts';
import { contractsOf, hearsTooLittle } from './generation.ts';
import type { Generation } from './generation.ts';
import { Generations } from './generations.store.ts';

const LOOK_EVERY_MS = 1_000;
const LOOK_EVERY_MS_WHILE_BUILDING = 200;
const BATCH = 500;

/** Whoever began to read a generation just before it was retired may finish. */
const KEEP_RETIRED_MS = 5_000;

/**
 * Does in this replica what the generations in the database ask for: hears events for those that are live or being built, changes
 * places when a rebuild has caught up, takes away what is retired. All replicas do the same, and each step may be taken by any of
 * them, twice, or again after a crash: everything that must be known stands in the database.
 */
@Injectable()
export class GenerationKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(GenerationKeeper.name);
  private readonly hearing = new Map<number, Consumer>();
  private readonly left = new Set<number>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly generations: Generations,
    private readonly collections: Collections,
    private readonly projection: Projection,
    private readonly consumers: Consumers,
    private readonly database: Database,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.keepForEver();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.stopHearing();
  }

  /** Events that a generation has yet to take in; undefined while nobody can say. */
  async pending(generation: number): Promise<number | undefined> {
    return this.hearing
      .get(generation)
      ?.pending()
      .catch(() => undefined);
  }

  private async keepForEver(): Promise<void> {
    const { signal } = this.stopping;
    await Promise.race([this.database.ready, once(signal, 'abort')]);
    let failing = false;
    while (!signal.aborted) {
      let pause = LOOK_EVERY_MS;
      try {
        if (await this.look()) pause = LOOK_EVERY_MS_WHILE_BUILDING;
        failing = false;
      } catch (error) {
        if (!failing)
          this.logger.warn({ message: 'The generations cannot be kept now; trying again', error: String(error) });
        failing = true;
      }
      await delay(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Answers whether a generation is being built. */
  private async look(): Promise<boolean> {
    const generations = await this.generations.all();
    if (generations.length === 0) {
      // The database is new, or has been wiped under us.
      await this.stopHearing();
      await this.generations.beginFirst();
      return true;
    }

    // The newest first: cleaning up after an old one must not hold it back.
    for (const generation of generations.toReversed()) {
      switch (generation.status) {
        case 'live':
          await this.hear(generation);
          if (hearsTooLittle(generation.hears)) await this.countAnew(generations);
          break;
        case 'building':
          await this.hear(generation);
          await this.switchWhenCaughtUp(generation);
          break;
        case 'retired':
          await this.remove(generation);
          break;
      }
    }
    return generations.some(({ status }) => status === 'building');
  }

  private async hear({ _id: generation, status, hearsSince, hears }: Generation): Promise<void> {
    if (this.hearing.has(generation)) return;
    const contracts = contractsOf(hears);
    if (!contracts) {
      this.leaveToNewerCode(generation);
      return;
    }

    await this.collections.create(generation);
    if (!hearsSince) {
      // A durable consumer of this name may be left from a database that is no more, and stand in the middle of the stream.
      await this.consumers.remove(nameOf(generation));
      await this.generations.markHearing(generation);
    }
    const consumer = this.consumers.open({
      name: nameOf(generation),
      contracts,
      batchOf: BATCH,
      handle: (events) => this.projection.take(generation, events),
    });
    this.hearing.set(generation, consumer);
    this.logger.log({ message: 'Events are taken in', generation, status });
  }

  /** While the service is being upgraded, replicas with the old code go on serving, and hear the generation they began. */
  private leaveToNewerCode(generation: number): void {
    if (this.left.has(generation)) return;
    this.left.add(generation);
    this.logger.warn({ message: 'A generation hears events that this code does not know: left to others', generation });
  }

  /** After an upgrade: what the live generation was never told, the next one counts from the first event. */
  private async countAnew(generations: readonly Generation[]): Promise<void> {
    if (generations.some(({ status }) => status === 'building')) return;

    const begun = await this.generations.begin().catch(unlessAnotherReplicaWasFirst);
    if (begun) this.logger.log({ message: 'More events are heard than before: counting anew', generation: begun._id });
  }

  private async stopHearing(): Promise<void> {
    await Promise.all([...this.hearing.values()].map((consumer) => consumer.stop()));
    this.hearing.clear();
  }

  private async switchWhenCaughtUp({ _id: generation }: Generation): Promise<void> {
    // While events come all the time, there is always one that both generations have yet to take in.
    const pending = await this.pending(generation);
    if (pending === undefined || pending >= BATCH) return;

    if (await this.generations.switchTo(generation))
      this.logger.log({ message: 'The rebuilt figures are live', generation });
  }

  private async remove({ _id: generation, retiredAt, removedAt }: Generation): Promise<void> {
    if (removedAt && !this.hearing.has(generation)) return;

    // Every replica does so once it hears no more: one that was still hearing may have made the durable consumer anew.
    await this.consumers.remove(nameOf(generation));
    this.hearing.delete(generation);
    if (removedAt || Date.now() < (retiredAt?.getTime() ?? 0) + KEEP_RETIRED_MS) return;

    await this.collections.drop(generation);
    await this.generations.markRemoved(generation);
    this.logger.log({ message: 'The retired figures are removed', generation });
  }
}

function unlessAnotherReplicaWasFirst(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== 'rebuild-in-progress') throw error;
}

function nameOf(generation: number): string {
  return `figures-${generation}`;
}
