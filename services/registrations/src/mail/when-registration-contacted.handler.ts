import { Controller } from '@nestjs/common';
import { registrationContacted } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { Registrations } from '../registration/registration.store.ts';
import { Mails } from './mail.store.ts';
import { isOwed } from './owed.ts';

/** What was agreed is put in writing. */
@Controller()
export class WhenRegistrationContacted {
  constructor(
    private readonly mails: Mails,
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  @EventHandler('mail-contacted', registrationContacted)
  async handle({ subject: registrationId }: EventOf<typeof registrationContacted>): Promise<void> {
    const registration = await this.registrations.get(registrationId);
    if (registration && isOwed('contacted', registration.state))
      await this.mails.putIn(registrationId, 'contacted', this.clock.now());
  }
}
