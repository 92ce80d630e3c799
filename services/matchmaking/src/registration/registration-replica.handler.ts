import { Controller } from '@nestjs/common';
import { registrationEvents, registrationsRepublished } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { RegistrationCases } from './registration-cases.service.ts';
import { Registrations } from './registration.replica.ts';

/** A confirmed registration that needs something is a case, and follows what becomes of the registration. */
@Controller()
export class RegistrationReplicaHandler {
  constructor(
    private readonly registrations: Registrations,
    private readonly cases: RegistrationCases,
  ) {}

  @EventHandler('registrations', ...registrationEvents)
  async handle(event: EventOf<(typeof registrationEvents)[number]>): Promise<void> {
    await this.registrations.apply(event);
    await this.cases.follow(event.subject);
  }

  @EventHandler('registrations-republished', registrationsRepublished)
  async handleRepublication({ data }: EventOf<typeof registrationsRepublished>): Promise<void> {
    await this.cases.closeMissing(data);
  }
}
