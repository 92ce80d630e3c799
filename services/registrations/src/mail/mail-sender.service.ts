import { Injectable } from '@nestjs/common';
import { DoneRecord } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { SmtpSender } from '@kraftsamling/service/mail';
import { RegistrationsSettings } from '../registrations.settings.ts';
import type { About } from './mail.ts';
import { MailComposer } from './mail-composer.service.ts';
import { Mails } from './mail.store.ts';

@Injectable()
export class MailSender extends SmtpSender<About> {
  constructor(mails: Mails, composer: MailComposer, record: DoneRecord, clock: Clock, settings: RegistrationsSettings) {
    super(mails, composer, record, settings, clock);
  }
}
