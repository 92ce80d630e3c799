import { Controller } from '@nestjs/common';
import { registrationContacted } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { Mails } from './mail.store.ts';

/** What was agreed is put in writing. */
@Controller()
export class WhenRegistrationContacted {
  constructor(
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {}

  @EventHandler('mail-contacted', registrationContacted)
  async handle({ subject: registrationId }: EventOf<typeof registrationContacted>): Promise<void> {
    await this.mails.putIn(registrationId, 'contacted', this.clock.now());
  }
}
