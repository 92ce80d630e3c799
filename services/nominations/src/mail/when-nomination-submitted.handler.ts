import { Controller } from '@nestjs/common';
import { nominationSubmitted } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { Mails } from './mail.store.ts';

/** Whoever nominates is sent the link by which it counts. */
@Controller()
export class WhenNominationSubmitted {
  constructor(
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {}

  @EventHandler('mail-confirmation-link', nominationSubmitted)
  async handle({ subject: nominationId }: EventOf<typeof nominationSubmitted>): Promise<void> {
    await this.mails.putIn({ template: 'confirm-nomination', nominationId }, this.clock.now());
  }
}
