import { Injectable } from '@nestjs/common';
import type { CaseData } from '@kraftsamling/contracts';
import { Clock } from '@kraftsamling/service';
import type { ClientSession } from 'mongoose';
import { Cases } from '../case/case.replica.ts';
import { Registrations } from '../registration/registration.store.ts';
import { liveStatuses } from '../registration/registration.state.ts';
import { mailsOf } from './case-mails.ts';
import { Mails } from './mail.store.ts';

/** The links of an organisation's cases, once more where they have been sent to a contact that is another one now. */
@Injectable()
export class CaseLinks {
  constructor(
    private readonly cases: Cases,
    private readonly registrations: Registrations,
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {}

  /** In a transaction with what makes the links that are out too old. Of each case what was last written, if it still matters. */
  async sendAgain(organisationId: string, isMeant: (kase: CaseData) => boolean, session: ClientSession): Promise<void> {
    const now = this.clock.now();
    const cases = (await this.cases.of(organisationId)).filter(isMeant);
    const due = cases.flatMap((kase) =>
      mailsOf(kase)
        .filter((mail) => mail.organisationId === organisationId && mail.until > now)
        .slice(-1),
    );
    for (const mail of due) await this.mails.putInOnceMore(mail, now, session);
  }

  /** Where the organisation's own contact is written to: none of its registrations names another. */
  async sendAgainToItself(organisationId: string, session: ClientSession): Promise<void> {
    const registrations = await this.registrations.ofOrganisation(organisationId);
    if (!registrations.some(({ status }) => liveStatuses.some((live) => live === status)))
      await this.sendAgain(organisationId, () => true, session);
  }
}
