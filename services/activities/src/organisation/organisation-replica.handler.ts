import { Controller } from '@nestjs/common';
import { organisationAmended, organisationJoined } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Organisations } from './organisation.replica.ts';

/** Who is in the network is kept here, to know organisers by while registrations is away. */
@Controller()
export class OrganisationReplicaHandler {
  constructor(private readonly organisations: Organisations) {}

  @EventHandler('organisations', organisationJoined, organisationAmended)
  async handle(event: EventOf<typeof organisationJoined>): Promise<void> {
    await this.organisations.apply(event);
  }
}
