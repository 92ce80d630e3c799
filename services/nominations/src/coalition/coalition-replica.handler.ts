import { Controller } from '@nestjs/common';
import { caseEvents } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Screener } from '../conflict/screener.service.ts';
import { Coalitions } from './coalition.replica.ts';

/** Who is in a coalition with whom is known from here. */
@Controller()
export class CoalitionReplicaHandler {
  constructor(
    private readonly coalitions: Coalitions,
    private readonly screener: Screener,
  ) {}

  @EventHandler('coalitions', ...caseEvents)
  async handle(event: EventOf<(typeof caseEvents)[number]>): Promise<void> {
    await this.coalitions.apply({ ...event, data: { members: event.data.members } });
    this.screener.tiesMayHaveChanged();
  }
}
