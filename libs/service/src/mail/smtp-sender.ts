import type { DoneRecord } from '@kraftsamling/messaging';
import { createTransport } from 'nodemailer';
import type { Clock } from '../clock.ts';
import { PeriodicTask } from '../periodic-task.ts';
import { answerFrom, progressAfter } from './delivery.ts';
import type { Answer, Failure } from './delivery.ts';
import type { MailComposer } from './mail-composer.ts';
import type { MailQueue, QueuedMail } from './mail-queue.ts';

/** Forty a second at most: no mail server wants to be hurried, and people who register just now come first. */
const everyMs = 500;
const mostAtOnce = 20;

export interface MailSettings {
  readonly smtpUrl: string;
  /** The sender of every mail: `Digitalidag <info@example.org>`. */
  readonly mailFrom: string;
  /** Where an answer to a mail goes that names nobody else; left out: to the sender. */
  readonly mailReplyTo?: string | undefined;
}

/**
 * Sends the mail that is due, a few at a time. Each mail is marked before it is handed to the mail server. A process that dies
 * after that leaves open whether the server has taken it; it is sent again with the same Message-ID, by which receivers know it.
 *
 * That a mail was sent is on record outside of the database, and asked for before: a database that is restored from a backup has it waiting,
 * or is asked for it once more by an event that is published again.
 */
export abstract class SmtpSender<About extends { readonly template: string }> extends PeriodicTask {
  protected override readonly everyMs = everyMs;
  private readonly transport;

  constructor(
    private readonly queue: MailQueue<About>,
    private readonly composer: MailComposer<About>,
    private readonly record: DoneRecord,
    private readonly settings: MailSettings,
    private readonly clock: Clock,
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
    // Whether a mail was sent before could not be known.
    if (!this.record.reachable) return;

    await this.recordThoseLeft();
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

  private async sendAndSettle(mail: QueuedMail<About>): Promise<void> {
    const answer = (await this.answerBefore(mail)) ?? (await this.send(mail));
    await this.settle(mail, answer);
  }

  private async answerBefore({ id }: QueuedMail<About>): Promise<Answer | undefined> {
    try {
      const at = await this.record.find(id);
      return at && { kind: 'accepted-before', at };
    } catch (error) {
      this.logger.warn({
        message: 'Whether a mail was sent before cannot be known now',
        mail: id,
        error: nameOf(error),
      });
      return { kind: 'not-now' };
    }
  }

  private async settle(mail: QueuedMail<About>, answer: Answer): Promise<void> {
    const progress = progressAfter(answer, mail.attempts, this.clock.now());
    const isRecorded = answer.kind !== 'accepted' || (await this.isRecorded(mail.id));
    await this.queue.settle(mail, progress, { unrecorded: !isRecorded });
  }

  private async recordThoseLeft(): Promise<void> {
    for (const id of await this.queue.unrecorded()) {
      if (!(await this.isRecorded(id))) return;
      await this.queue.recorded(id);
    }
  }

  /** Puts on record that a mail was sent, if that can be done now. */
  private isRecorded(id: string): Promise<boolean> {
    return this.record.add(id).then(
      () => true,
      () => false,
    );
  }

  private async takeSome(): Promise<QueuedMail<About>[]> {
    const taken: QueuedMail<About>[] = [];
    try {
      while (taken.length < mostAtOnce && !this.stopping.aborted) {
        const mail = await this.queue.take(this.clock.now());
        if (!mail) break;
        taken.push(mail);
      }
    } catch (error) {
      // Those that are claimed already are sent: nobody else takes them before they count as abandoned.
      if (taken.length === 0) throw error;
    }
    return taken;
  }

  private async send(mail: QueuedMail<About>): Promise<Answer> {
    try {
      const letter = await this.composer.compose(mail);
      if (letter.kind === 'not-to-be-sent') return { kind: 'refused-for-good', reason: letter.reason };

      const { to, subject, text, calendar } = letter;
      const { mailFrom, mailReplyTo = mailFrom } = this.settings;
      await this.transport.sendMail({
        from: mailFrom,
        replyTo: letter.replyTo ?? mailReplyTo,
        to: { name: to.name, address: to.email },
        subject,
        text,
        ...(calendar && { icalEvent: { ...calendar, filename: 'invite.ics' } }),
        messageId: `<${mail.id}@${domainOf(mailFrom)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { kind: 'accepted' };
    } catch (error) {
      const answer = answerFrom(error as Failure);
      const { id, template, attempts } = mail;
      // Neither the error's words nor its stack: they may hold the address.
      this.logger.warn({
        message: 'A mail was not sent',
        mail: id,
        template,
        attempts,
        outcome: answer.kind,
        error: nameOf(error),
      });
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
