import { Controller } from '@nestjs/common';
import { activityEvents } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Screener } from '../conflict/screener.service.ts';
import { Activities } from './activity.replica.ts';

/** Who holds activities with whom is known from here. */
@Controller()
export class ActivityReplicaHandler {
  constructor(
    private readonly activities: Activities,
    private readonly screener: Screener,
  ) {}

  @EventHandler('activities', ...activityEvents)
  async handle(event: EventOf<(typeof activityEvents)[number]>): Promise<void> {
    const { title, organisers } = event.data;
    await this.activities.apply({ ...event, data: { title, organisers } });
    this.screener.tiesMayHaveChanged();
  }
}
