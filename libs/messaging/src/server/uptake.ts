import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { watchUptake } from '../metrics.ts';
import { NatsConnection } from './nats-connection.ts';
import { Refusals } from './refusals.ts';
import type { Refused, Target } from './refusals.ts';

/**
 * Whether JetStream takes what this service publishes. Nobody else can say: a server whose disk was full answers every question as ever
 * and acknowledges nothing, and goes on so after there is space again, until it is started anew.
 */
@Injectable()
export class Uptake implements OnModuleDestroy {
  private readonly logger = new Logger(Uptake.name);
  private readonly refusals = new Refusals();
  private readonly unwatch: () => void;

  constructor(@Inject(NatsConnection) nats: NatsConnection) {
    // Another server, or the same one started anew: what it takes is not known yet.
    nats.onUp(() => this.refusals.forget());
    this.unwatch = watchUptake(this);
  }

  onModuleDestroy(): void {
    this.unwatch();
  }

  taken(target: Target): void {
    if (this.refusals.taken(target)) this.logger.log({ message: 'JetStream takes again', target });
  }

  refused(target: Target, error: unknown): void {
    const cause = this.refusals.add(target, error, performance.now());
    if (cause !== undefined)
      this.logger.warn({
        message: 'JetStream does not take what is published; it waits where it is',
        target,
        cause,
        error: String(error),
      });
  }

  current(): Refused[] {
    return this.refusals.current(performance.now());
  }
}
