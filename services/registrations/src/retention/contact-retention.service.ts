import { Injectable } from '@nestjs/common';
import { attemptEach, Clock, PeriodicTask } from '@kraftsamling/service';
import { Campaigns } from '../campaign/campaign.store.ts';
import { forgotten } from '../registration/registration.ts';
import { Registrations } from '../registration/registration.store.ts';
import { PersonalDataService } from './personal-data.service.ts';
import { overBefore } from './retention.ts';

const mostAtOnce = 100;

/** Forgets whom to write to, and what they wrote, when it has been over for as long as the policy says. */
@Injectable()
export class ContactRetention extends PeriodicTask {
  protected override readonly everyMs = 60_000;

  constructor(
    private readonly campaigns: Campaigns,
    private readonly registrations: Registrations,
    private readonly persons: PersonalDataService,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected override async run(): Promise<void> {
    const now = this.clock.now();
    const closed = await this.campaigns.closedBefore(overBefore('closed', now));
    const over = { withdrawn: overBefore('withdrawn', now), declined: overBefore('declined', now), campaigns: closed };
    let found: number;
    do {
      const registrations = await this.registrations.toForget(over, mostAtOnce);
      found = registrations.length;
      await attemptEach(registrations, async ({ id, state }) => {
        const email = state.contact?.email;
        await this.registrations.update(id, (newest) => forgotten(newest, now));
        if (email !== undefined) await this.persons.forgetContactOf(state, email);
      });
    } while (found === mostAtOnce && !this.stopping.aborted);
  }
}
