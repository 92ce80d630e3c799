import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { MailQueue } from '@kraftsamling/service/mail';
import type { ClientSession, Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import type { CaseMail } from './case-mails.ts';
import { mailId } from './mail.ts';
import type { About, RegistrationTemplate } from './mail.ts';

@Injectable()
export class Mails extends MailQueue<About> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection);
  }

  async putIn(registrationId: string, template: Exclude<RegistrationTemplate, 'link'>, now: Date): Promise<void> {
    await this.put(mailId(registrationId, template), { registrationId, template }, now);
  }

  /** The management link, in a mail of its own each time. */
  async putInLink(registrationId: string, byLink: boolean, now: Date, session: ClientSession): Promise<void> {
    const about: About = { registrationId, template: 'link', ...(byLink && { byLink }) };
    await this.put(`${registrationId}.link.${uuid()}`, about, now, { session });
  }

  /** What a case called for once more, in a mail of its own. What has not been sent yet goes to whoever is the contact then. */
  async putInOnceMore({ id, at: _, until: __, ...about }: CaseMail, now: Date, session: ClientSession): Promise<void> {
    const isSent = (await this.known([id], 'sent')).has(id);
    if (isSent) await this.put(`${id}.${uuid()}`, about, now, { session, again: id });
  }

  /** The management link, for somebody who has asked for it: once, however often that is tried. */
  async putInRequestedLink(registrationId: string, request: string, now: Date): Promise<void> {
    await this.put(`${registrationId}.link.${request}`, { registrationId, template: 'link' }, now);
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
