import { Controller } from '@nestjs/common';
import { activityCancelled } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { BookingsService } from './bookings.service.ts';

/** What does not take place gives back what it has booked. */
@Controller()
export class WhenActivityCancelled {
  constructor(private readonly bookings: BookingsService) {}

  @EventHandler('release-bookings', activityCancelled)
  async handle({ subject: activityId }: EventOf<typeof activityCancelled>): Promise<void> {
    await this.bookings.releaseAllOf(activityId);
  }
}
