import { Refusal } from '@kraftsamling/messaging';
import type { Consumer } from '@kraftsamling/messaging';
import { PeriodicTask } from '@kraftsamling/service';
import { Injectable } from '@nestjs/common';
import { Collections } from '../database/collections.store.ts';
import { Generations } from '../database/generations.store.ts';
import { BATCH, before, FiguresHandler } from '../projection/figures.handler.ts';
import { contractsOf, subscribesToTooLittle } from './generation.ts';
import type { Generation } from './generation.ts';

const RECONCILE_EVERY_MS = 1_000;
const RECONCILE_EVERY_MS_WHILE_BUILDING = 200;

/** Whoever began to read a generation just before it was retired may finish. */
const KEEP_RETIRED_MS = 5_000;

/**
 * Reconciles this replica with the generations in the database: runs a consumer for each that is live or being built, lets a rebuild that
 * has caught up change places with the live one, removes what is retired. All replicas do the same, and each step may be done by any of
 * them, twice, or again after a crash: everything that must be known stands in the database.
 */
@Injectable()
export class GenerationReconciler extends PeriodicTask {
  protected override everyMs = RECONCILE_EVERY_MS_WHILE_BUILDING;
  private readonly projecting = new Map<number, Consumer>();
  private readonly leftToNewerCode = new Set<number>();
  private failing = false;

  constructor(
    private readonly generations: Generations,
    private readonly collections: Collections,
    private readonly handler: FiguresHandler,
  ) {
    super();
  }

  /** A consumer that the last run began, after the others had been stopped, is stopped too. */
  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    await this.stopConsumers();
  }

  /** Events that are yet to be projected into a generation; undefined while nobody can say. */
  async pending(generation: number): Promise<number | undefined> {
    return this.projecting
      .get(generation)
      ?.pending()
      .catch(() => undefined);
  }

  protected override async run(): Promise<void> {
    const generations = await this.generationsOrTheFirst();

    // The newest first: cleaning up after an old one must not hold it back.
    for (const generation of generations.toReversed()) {
      switch (generation.status) {
        case 'live':
          await this.runConsumer(generation);
          if (subscribesToTooLittle(generation)) await this.countAnew(generations);
          break;
        case 'building':
          await this.runConsumer(generation);
          await this.switchWhenCaughtUp(generation);
          break;
        case 'retired':
          await this.remove(generation);
          break;
      }
    }
    const building = generations.some(({ status }) => status === 'building');
    this.everyMs = building ? RECONCILE_EVERY_MS_WHILE_BUILDING : RECONCILE_EVERY_MS;
    this.failing = false;
  }

  /** Said once: what cannot be done now fails in every run until it can. */
  protected override failed(error: unknown): void {
    if (!this.failing)
      this.logger.warn({ message: 'The generations cannot be reconciled now; trying again', error: String(error) });
    this.failing = true;
  }

  private async generationsOrTheFirst(): Promise<readonly Generation[]> {
    const generations = await this.generations.all();
    // What else is projected was begun in a database that has been wiped under us, or restored from before.
    await this.stopConsumers(generations);
    if (generations.length > 0) return generations;

    await this.generations.beginFirst();
    return this.generations.all();
  }

  private async runConsumer(generation: Generation): Promise<void> {
    const { _id: number, status, subscribedSince } = generation;
    if (this.projecting.has(number)) return;
    const contracts = contractsOf(generation);
    if (!contracts) {
      this.leaveToNewerCode(number);
      return;
    }

    await this.collections.create(number);
    if (!subscribedSince) {
      // A durable consumer of this name may be left from a database that is no more, and stand in the middle of the stream.
      await this.handler.remove(number);
      await this.generations.markSubscribed(number);
    }
    const held = before(number);
    await this.projecting.get(held)?.stop();
    this.projecting.delete(held);
    this.projecting.set(number, this.handler.open(number, contracts));
    this.logger.log({ message: 'Events are projected', generation: number, status });
  }

  /** While the service is being upgraded, replicas with the old code go on serving, and project into the generation they began. */
  private leaveToNewerCode(generation: number): void {
    if (this.leftToNewerCode.has(generation)) return;
    this.leftToNewerCode.add(generation);
    this.logger.warn({
      message: 'A generation subscribes to events that this code does not know: left to other replicas',
      generation,
    });
  }

  /** After an upgrade: what the live generation was never given, the next one counts from the first event. */
  private async countAnew(generations: readonly Generation[]): Promise<void> {
    if (generations.some(({ status }) => status === 'building')) return;

    const begun = await this.generations.begin().catch(unlessAnotherReplicaWasFirst);
    if (begun)
      this.logger.log({ message: 'More events are subscribed to than before: counting anew', generation: begun._id });
  }

  private async stopConsumers(but: readonly Generation[] = []): Promise<void> {
    const others = [...this.projecting].filter(([number]) => !but.some(({ _id }) => _id === number));
    await Promise.all(others.map(([, consumer]) => consumer.stop()));
    for (const [number] of others) this.projecting.delete(number);
  }

  private async switchWhenCaughtUp({ _id: generation }: Generation): Promise<void> {
    // While events come all the time, there is always one that is yet to be projected into both generations.
    const pending = await this.pending(generation);
    if (pending === undefined || pending >= BATCH) return;

    if (await this.generations.switchTo(generation))
      this.logger.log({ message: 'The rebuilt figures are live', generation });
  }

  private async remove({ _id: generation, retiredAt, removedAt }: Generation): Promise<void> {
    if (removedAt && !this.projecting.has(generation)) return;

    // Every replica does so after it has stopped: a consumer that was still running may have made the durable one anew.
    await this.handler.remove(generation);
    this.projecting.delete(generation);
    if (removedAt || Date.now() < (retiredAt?.getTime() ?? 0) + KEEP_RETIRED_MS) return;

    await this.collections.drop(generation);
    await this.generations.markRemoved(generation);
    this.logger.log({ message: 'The retired figures are removed', generation });
  }
}

function unlessAnotherReplicaWasFirst(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== 'rebuild-in-progress') throw error;
}
