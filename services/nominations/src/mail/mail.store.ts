import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { MailQueue } from '@kraftsamling/service/mail';
import type { ClientSession, Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { mailId } from './mail.ts';
import type { About } from './mail.ts';

@Injectable()
export class Mails extends MailQueue<About> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection);
  }

  async putIn(about: About, now: Date, session?: ClientSession): Promise<void> {
    await this.put(mailId(about), about, now, { session });
  }

  /** In a mail of its own: what was sent is never sent again under its id. */
  async putInOnceMore(about: About, now: Date, session: ClientSession): Promise<void> {
    const again = mailId(about);
    await this.put(`${again}.${uuid()}`, about, now, { session, again });
  }
}
