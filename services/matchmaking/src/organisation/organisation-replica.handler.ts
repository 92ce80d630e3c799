import { Controller } from '@nestjs/common';
import { organisationAmended, organisationJoined } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { CasesService } from '../case/cases.service.ts';
import { Organisations } from './organisation.replica.ts';

/** Who is in the network is kept here, and whoever takes back an offer or a consent is let out of the cases that depend on it. */
@Controller()
export class OrganisationReplicaHandler {
  constructor(
    private readonly organisations: Organisations,
    private readonly cases: CasesService,
  ) {}

  /** The replica comes first: whoever asks the organisation after that knows better, and whoever has asked it before is found. */
  @EventHandler('organisations', organisationJoined, organisationAmended)
  async handle(event: EventOf<typeof organisationJoined>): Promise<void> {
    await this.organisations.apply(event);
    await this.cases.reconsider(event.subject);
  }
}
