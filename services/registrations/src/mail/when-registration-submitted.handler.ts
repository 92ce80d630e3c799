import { Controller } from '@nestjs/common';
import { registrationSubmitted } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { Mails } from './mail.store.ts';

/** Confirms to the organisation that its registration has come in, with the link to manage it. */
@Controller()
export class WhenRegistrationSubmitted {
  constructor(
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {}

  @EventHandler('mail-received', registrationSubmitted)
  async handle({ subject: registrationId }: EventOf<typeof registrationSubmitted>): Promise<void> {
    await this.mails.putIn(registrationId, 'received', this.clock.now());
  }
}
