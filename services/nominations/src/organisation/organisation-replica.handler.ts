import { Controller } from '@nestjs/common';
import { organisationEvents } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Screener } from '../conflict/screener.service.ts';
import { Organisations } from './organisation.replica.ts';

/** Which organisations are municipalities is known from here. */
@Controller()
export class OrganisationReplicaHandler {
  constructor(
    private readonly organisations: Organisations,
    private readonly screener: Screener,
  ) {}

  @EventHandler('organisations', ...organisationEvents)
  async handle(event: EventOf<(typeof organisationEvents)[number]>): Promise<void> {
    const { name, category, municipality } = event.data;
    await this.organisations.apply({ ...event, data: { ...(name !== undefined && { name }), category, municipality } });
    this.screener.tiesMayHaveChanged();
  }
}
