import { Controller } from '@nestjs/common';
import { caseEvents } from '@kraftsamling/contracts';
import type { caseIdentified, EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { Cases } from '../case/case.replica.ts';
import { mailsOf } from './case-mails.ts';
import { Mails } from './mail.store.ts';

/**
 * Whoever is asked in a case of matchmaking, or belongs to it, is written to from here, where the contacts are. Every event says all that
 * the case is, so the newest that has come says which mails it calls for, whichever event that is.
 */
@Controller()
export class WhenCaseChanged {
  constructor(
    private readonly cases: Cases,
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {}

  @EventHandler('mail-cases', ...caseEvents)
  async handle(event: EventOf<typeof caseIdentified>): Promise<void> {
    await this.cases.apply(event);
    const kase = await this.cases.newest(event.subject);
    if (!kase) return;

    const now = this.clock.now();
    const worthSending = mailsOf(kase.data).filter(({ until }) => until > now);
    await this.mails.putInAboutCase(worthSending, now);
  }
}
