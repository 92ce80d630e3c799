import { Controller } from '@nestjs/common';
import { registrationSubmitted } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { Registrations } from '../registration/registration.store.ts';
import { Mails } from './mail.store.ts';

/** Confirms to the organisation that its registration has come in, with the link to manage it. */
@Controller()
export class WhenRegistrationSubmitted {
  constructor(
    private readonly mails: Mails,
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  @EventHandler('mail-received', registrationSubmitted)
  async handle({ subject: registrationId }: EventOf<typeof registrationSubmitted>): Promise<void> {
    // An event may have been forged, or be of a database that is no more.
    if (await this.registrations.get(registrationId))
      await this.mails.putIn(registrationId, 'received', this.clock.now());
  }
}
