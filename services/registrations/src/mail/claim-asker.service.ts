import { Injectable } from '@nestjs/common';
import { Clock, PeriodicTask } from '@kraftsamling/service';
import { identityOf } from '../organisation/organisation.ts';
import { Organisations } from '../organisation/organisation.store.ts';
import { Registrations } from '../registration/registration.store.ts';
import { Mails } from './mail.store.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * Where a stranger says that it is an organisation that is known, that one is asked, at its own address. Not at once, and for all of a minute
 * together: whoever registers and watches how busy we are right after it learns nothing of whether somebody is written to.
 */
@Injectable()
export class ClaimAsker extends PeriodicTask {
  protected override readonly everyMs = minuteMs;

  constructor(
    private readonly registrations: Registrations,
    private readonly organisations: Organisations,
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected override async run(): Promise<void> {
    const now = this.clock.now();
    const [from, to] = [now.getTime() - hourMs, now.getTime() - minuteMs].map((at) => new Date(at)) as [Date, Date];
    const undecided = (await this.registrations.undecided(from, to)).map(({ id, described }) => ({
      id,
      identity: identityOf(described.profile),
    }));
    if (undecided.length === 0) return;
    const known = await this.organisations.withIdentities(undecided.map(({ identity }) => identity));
    const claims = undecided.filter(({ identity }) => known.has(identity)).map(({ id }) => id);
    await this.mails.putInClaims(claims, now);
  }
}
