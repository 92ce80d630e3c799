import { Controller } from '@nestjs/common';
import { registrationSubmitted } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { identityOf } from '../organisation/organisation.ts';
import { Organisations } from '../organisation/organisation.store.ts';
import { Registrations } from '../registration/registration.store.ts';
import { Mails } from './mail.store.ts';

/** Whoever registers and watches how busy we are right after it learns nothing of whether somebody else is written to. */
const laterMs = 60_000;

/**
 * Confirms to the organisation that its registration has come in, with the link to manage it. Where a stranger says that it is one that is known,
 * that one is asked, at its own address.
 */
@Controller()
export class WhenRegistrationSubmitted {
  constructor(
    private readonly mails: Mails,
    private readonly registrations: Registrations,
    private readonly organisations: Organisations,
    private readonly clock: Clock,
  ) {}

  @EventHandler('mail-received', registrationSubmitted)
  async handle({ subject: registrationId }: EventOf<typeof registrationSubmitted>): Promise<void> {
    const now = this.clock.now();
    await this.mails.putIn(registrationId, 'received', now);

    const described = (await this.registrations.get(registrationId))?.state.described;
    if (described && (await this.organisations.withIdentity(identityOf(described.profile))))
      await this.mails.putIn(registrationId, 'claimed', now, new Date(now.getTime() + laterMs));
  }
}
