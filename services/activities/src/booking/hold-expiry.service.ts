import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { isOutage } from '@kraftsamling/messaging';
import { BookingsService } from './bookings.service.ts';

const lookEveryMs = 1_000;
const atEachLook = 100;

/**
 * Ends the holds that were not confirmed in time. Any replica may do it, and several at once: a booking ends once. Nothing waits for
 * it either: what has expired is in nobody's way and cannot be confirmed, whether it has been cleared away or not.
 */
@Injectable()
export class HoldExpiry implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(HoldExpiry.name);
  private timer: NodeJS.Timeout | undefined;
  private clearing: Promise<unknown> | undefined;

  constructor(private readonly bookings: BookingsService) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), lookEveryMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.clearing;
  }

  /** Clears away what has expired, unless it is doing that already. */
  private wake(): void {
    this.clearing ??= this.bookings
      .expireOverdue(atEachLook)
      .catch((error: unknown) => {
        // While the database is away nothing is held or confirmed either.
        if (!isOutage(error)) this.logger.error({ message: 'Expired holds cannot be cleared away', err: error });
      })
      .finally(() => {
        this.clearing = undefined;
      });
  }
}
