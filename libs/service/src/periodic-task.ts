import { isOutage } from '@kraftsamling/messaging';
import { Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

/**
 * Something that is done again and again for as long as the service runs, one run at a time. Other replicas do the same: a run must
 * bear that somebody else has done its work, or is doing it.
 */
export abstract class PeriodicTask implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly logger = new Logger(this.constructor.name);
  private readonly ending = new AbortController();
  /** Aborted when the service stops: a run may end early then, and is waited for. */
  protected readonly stopping: AbortSignal = this.ending.signal;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  /** From the beginning of one run to that of the next, unless the run takes longer. A getter may answer otherwise after each run. */
  protected abstract readonly everyMs: number;

  protected abstract run(): Promise<void>;

  onApplicationBootstrap(): void {
    this.runAgainIn(this.everyMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  /** Runs now, unless it is running. Resolves when that run has ended, well or not. */
  wake(): Promise<void> {
    if (this.stopping.aborted) return Promise.resolve();
    this.running ??= this.runOnce().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** A run that failed is worth a line; the next one begins anew. */
  protected failed(error: unknown): void {
    this.logger.error({ message: 'A run failed', err: error });
  }

  private async runOnce(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      // Readiness reports an outage, and what it has kept from being done is done after it. A conflict that lasts is worth a line.
      if (!isOutage(error)) this.failed(error);
    }
  }

  private runAgainIn(milliseconds: number): void {
    this.timer = setTimeout(() => void this.runInTime(), milliseconds).unref();
  }

  private async runInTime(): Promise<void> {
    const began = performance.now();
    await this.wake();
    if (!this.stopping.aborted) this.runAgainIn(Math.max(0, began + this.everyMs - performance.now()));
  }
}
