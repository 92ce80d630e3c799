import { Controller } from '@nestjs/common';
import { organisationAmended, organisationJoined } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Activities } from '../activity/activity.store.ts';
import { Organisations } from './organisation.replica.ts';

/** Who is in the network is kept here, to know organisers by while registrations is away. */
@Controller()
export class OrganisationReplicaHandler {
  constructor(
    private readonly organisations: Organisations,
    private readonly activities: Activities,
  ) {}

  @EventHandler('organisations', organisationJoined, organisationAmended)
  async handle(event: EventOf<typeof organisationJoined>): Promise<void> {
    // First, so that it is not forgotten when the process dies in between: rather twice than not at all.
    if (await this.organisations.isRenamedBy(event)) await this.activities.organiserRenamed(event.subject);
    await this.organisations.apply(event);
  }
}
