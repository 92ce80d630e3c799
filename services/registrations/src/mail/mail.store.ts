import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { MailQueue } from '@kraftsamling/service/mail';
import type { Connection } from 'mongoose';
import type { CaseMail } from './case-mails.ts';
import { mailId } from './mail.ts';
import type { About, RegistrationTemplate } from './mail.ts';

@Injectable()
export class Mails extends MailQueue<About> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection);
  }

  async putIn(registrationId: string, template: RegistrationTemplate, now: Date): Promise<void> {
    await this.put(mailId(registrationId, template), { registrationId, template }, now);
  }

  /** Puts in the questions to known organisations that have not been put in before. */
  async putInClaims(registrationIds: readonly string[], now: Date): Promise<void> {
    const known = await this.known(registrationIds.map((id) => mailId(id, 'claimed')));
    for (const id of registrationIds) if (!known.has(mailId(id, 'claimed'))) await this.putIn(id, 'claimed', now);
  }

  /** Puts in those of a case that have not been put in before. */
  async putInAboutCase(mails: readonly CaseMail[], now: Date): Promise<void> {
    const known = await this.known(mails.map(({ id }) => id));
    for (const { id, at: dueAt, until: _, ...about } of mails.filter((mail) => !known.has(mail.id)))
      await this.put(id, about, now, { dueAt });
  }
}
