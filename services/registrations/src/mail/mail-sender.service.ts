import { Injectable } from '@nestjs/common';
import { Clock, PeriodicTask } from '@kraftsamling/service';
import { createTransport } from 'nodemailer';
import { RegistrationsSettings } from '../registrations.settings.ts';
import { answerFrom, progressAfter } from './mail.ts';
import type { Answer, Failure } from './mail.ts';
import { MailComposer } from './mail-composer.service.ts';
import { Mails } from './mail.store.ts';
import type { StoredMail } from './mail.store.ts';

/** Forty a second at most: no mail server wants to be hurried, and people who register just now come first. */
const everyMs = 500;
const mostAtOnce = 20;

/**
 * Sends the mail that is due, a few at a time. Each mail is marked before it is handed to the mail server. A process that dies
 * after that leaves open whether the server has taken it; it is sent again with the same Message-ID, by which receivers know it.
 */
@Injectable()
export class MailSender extends PeriodicTask {
  protected override readonly everyMs = everyMs;
  private readonly transport;

  constructor(
    private readonly mails: Mails,
    private readonly composer: MailComposer,
    private readonly clock: Clock,
    private readonly settings: RegistrationsSettings,
  ) {
    super();
    this.transport = createTransport({
      url: settings.smtpUrl,
      pool: true,
      maxConnections: 4,
      // All of them together far below the time that a mail may be in flight, and that a service may take to stop.
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 10_000,
    });
  }

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    this.transport.close();
  }

  protected override async run(): Promise<void> {
    const mails = await this.takeSome();
    const ended = await Promise.allSettled(mails.map((mail) => this.sendAndSettle(mail)));
    // Only when all of them have ended: a mail that is being handed over while the service stops would be sent again.
    const failed = ended.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Neither the error's words nor its stack: they may hold the address. */
  protected override failed(error: unknown): void {
    this.logger.error({ message: 'The mail cannot be looked after', error: nameOf(error) });
  }

  private async sendAndSettle(mail: StoredMail): Promise<void> {
    const answer = await this.send(mail);
    await this.mails.settle(mail, progressAfter(answer, mail.attempts, this.clock.now()));
  }

  private async takeSome(): Promise<StoredMail[]> {
    const taken: StoredMail[] = [];
    while (taken.length < mostAtOnce && !this.stopping.aborted) {
      const mail = await this.mails.take(this.clock.now());
      if (!mail) break;
      taken.push(mail);
    }
    return taken;
  }

  private async send(mail: StoredMail): Promise<Answer> {
    const letter = await this.composer.compose(mail);
    if (letter.kind === 'not-to-be-sent') return { kind: 'refused-for-good', reason: letter.reason };

    const { contact, subject, text, calendar } = letter;
    try {
      await this.transport.sendMail({
        from: this.settings.mailFrom,
        to: { name: contact.name, address: contact.email },
        subject,
        text,
        ...(calendar && { icalEvent: { ...calendar, filename: 'invite.ics' } }),
        messageId: `<${mail.id}@${domainOf(this.settings.mailFrom)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { kind: 'accepted' };
    } catch (error) {
      const answer = answerFrom(error as Failure);
      const { id, template, attempts } = mail;
      // Neither the error's words nor its stack: they may hold the address.
      this.logger.warn({ message: 'A mail was not sent', mail: id, template, attempts, outcome: answer.kind });
      return answer;
    }
  }
}

function domainOf(sender: string): string {
  return /@([^\s>]+)>?\s*$/.exec(sender)?.[1] ?? 'localhost';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
