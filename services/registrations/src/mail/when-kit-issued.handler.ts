import { Controller } from '@nestjs/common';
import { kitIssued } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { Registrations } from '../registration/registration.store.ts';
import { Mails } from './mail.store.ts';
import { isOwed } from './owed.ts';

/** The kit is handed over by mail. */
@Controller()
export class WhenKitIssued {
  constructor(
    private readonly mails: Mails,
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  @EventHandler('mail-kit', kitIssued)
  async handle({ subject: registrationId }: EventOf<typeof kitIssued>): Promise<void> {
    const registration = await this.registrations.get(registrationId);
    if (registration && isOwed('kit', registration.state))
      await this.mails.putIn(registrationId, 'kit', this.clock.now());
  }
}
