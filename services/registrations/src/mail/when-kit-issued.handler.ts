import { Controller } from '@nestjs/common';
import { kitIssued } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { Mails } from './mail.store.ts';

/** The kit is handed over by mail. */
@Controller()
export class WhenKitIssued {
  constructor(
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {}

  @EventHandler('mail-kit', kitIssued)
  async handle({ subject: registrationId }: EventOf<typeof kitIssued>): Promise<void> {
    await this.mails.putIn(registrationId, 'kit', this.clock.now());
  }
}
