import { Injectable } from '@nestjs/common';
import { attemptEach, Clock, PeriodicTask } from '@kraftsamling/service';
import { Addresses } from '../mail/addresses.store.ts';
import { Mails } from '../mail/mail.store.ts';
import { Registrations } from '../registration/registration.store.ts';
import { liveStatuses } from '../registration/registration.state.ts';
import { LinkRequests } from './link-requests.store.ts';
import type { LinkRequest } from './link-requests.store.ts';

const minuteMs = 60_000;
const mostAtOnce = 50;

/**
 * Sends the links that somebody has asked for to the address that they belong to, and nothing to any other. Not at once, and for all of a minute
 * together: whoever asks and watches how busy we are right after it learns nothing of whether the address is known.
 */
@Injectable()
export class RequestedLinks extends PeriodicTask {
  protected override readonly everyMs = minuteMs;

  constructor(
    private readonly requests: LinkRequests,
    private readonly registrations: Registrations,
    private readonly addresses: Addresses,
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected override async run(): Promise<void> {
    await attemptEach(await this.requests.oldest(mostAtOnce), (request) => this.answer(request));
  }

  private async answer(asked: LinkRequest): Promise<void> {
    const { email, request } = asked;
    const found = await this.registrations.withContact(email);
    const ids = found
      .filter(({ state }) => liveStatuses.some((live) => live === state.status) && !state.linkRevoked)
      .map(({ id }) => id);
    const now = this.clock.now();
    // Anybody may ask for anybody's: once an hour that is done.
    if (ids.length > 0 && (await this.addresses.claim(`links ${email}`, request, now)))
      for (const id of ids) await this.mails.putInRequestedLink(id, request, now);
    await this.requests.remove(asked);
  }
}
