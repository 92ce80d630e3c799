import { Controller } from '@nestjs/common';
import { nominationSubmitted } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { Nominations } from '../nomination/nomination.store.ts';
import { Mails } from './mail.store.ts';

/** Whoever nominates is sent the link by which it counts. */
@Controller()
export class WhenNominationSubmitted {
  constructor(
    private readonly mails: Mails,
    private readonly nominations: Nominations,
    private readonly clock: Clock,
  ) {}

  @EventHandler('mail-confirmation-link', nominationSubmitted)
  async handle({ subject: nominationId }: EventOf<typeof nominationSubmitted>): Promise<void> {
    // What it is goes by what is here: an event that says so may have been forged, or be of a database that is no more.
    const nomination = await this.nominations.get(nominationId);
    if (nomination?.state.status !== 'submitted') return;

    await this.mails.putIn({ template: 'confirm-nomination', nominationId }, this.clock.now());
  }
}
