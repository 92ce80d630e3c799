import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { MailQueue } from '@kraftsamling/service/mail';
import type { ClientSession, Connection } from 'mongoose';
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
}
