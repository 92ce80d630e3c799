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
    const { subject } = event;
    // One that is new is first named in what it has agreed to already. What is published once it is known is no other revision.
    if ((await this.organisations.known([subject])).size === 0) await this.activities.organiserRenamed(subject);
    await this.organisations.expectRenaming(event);
    await this.organisations.apply(event);
    // After it: whoever had the new SEQUENCE with the old name would not take the new name, which comes with the same.
    await this.organisations.whenRenamed(subject, () => this.activities.organiserRenamed(subject));
  }
}
