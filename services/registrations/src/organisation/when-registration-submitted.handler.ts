import { Controller } from '@nestjs/common';
import { registrationSubmitted } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Registrations } from '../registration/registration.store.ts';
import { OrganisationsService } from './organisations.service.ts';

/** What a stranger described is there even if the process died just after the registration was written. */
@Controller()
export class DescribeOrganisation {
  constructor(
    private readonly registrations: Registrations,
    private readonly organisations: OrganisationsService,
  ) {}

  @EventHandler('describe-organisation', registrationSubmitted)
  async handle({ subject }: EventOf<typeof registrationSubmitted>): Promise<void> {
    const registration = await this.registrations.get(subject);
    if (registration) await this.organisations.describe(registration.state);
  }
}
