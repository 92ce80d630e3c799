import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '@kraftsamling/service';
import { BookingsService } from './bookings.service.ts';

const mostAtOnce = 100;

/**
 * Ends the holds that were not confirmed in time. Any replica may do it, and several at once: a booking ends once. Nothing waits for
 * it either: what has expired is in nobody's way and cannot be confirmed, whether it has been cleared away or not.
 */
@Injectable()
export class HoldExpiry extends PeriodicTask {
  protected override readonly everyMs = 1_000;

  constructor(private readonly bookings: BookingsService) {
    super();
  }

  protected override async run(): Promise<void> {
    await this.bookings.expireOverdue(mostAtOnce);
  }
}
