import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { isDuplicateKey } from '@kraftsamling/messaging';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { inFlight, mailId } from './mail.ts';
import type { CaseMail } from './case-mails.ts';
import type { Mail, Progress, RegistrationTemplate } from './mail.ts';

type MailDocument = Mail & { readonly _id: string };

const mailSchema = new Schema<MailDocument>(
  {
    _id: String,
    registrationId: String,
    caseId: String,
    organisationId: String,
    invitationId: String,
    template: String,
    attempts: Number,
    createdAt: Date,
    progress: { status: String, dueAt: Date, sentAt: Date, failedAt: Date, reason: String },
  },
  { versionKey: false },
);
mailSchema.index({ 'progress.status': 1, 'progress.dueAt': 1 });

export type StoredMail = Mail & { readonly id: string };

/** The outgoing mail. No other service needs to know of it, so it has no events. */
@Injectable()
export class Mails {
  private readonly mails: Model<MailDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.mails = connection.model<MailDocument>('Mail', mailSchema, 'mails');
  }

  /** Puts a mail in, unless it has been put in before. */
  async putIn(registrationId: string, template: RegistrationTemplate, now: Date): Promise<void> {
    const mail: MailDocument = {
      _id: mailId(registrationId, template),
      registrationId,
      template,
      attempts: 0,
      createdAt: now,
      progress: { status: 'waiting', dueAt: now },
    };
    await this.mails.insertOne(mail).catch(unlessItIsThere);
  }

  /** Puts in those of a case that have not been put in before. What has not happened yet by this clock waits until it has. */
  async putInAboutCase(mails: readonly CaseMail[], now: Date): Promise<void> {
    const ids = mails.map(({ id }) => id);
    const there = await this.mails.find({ _id: { $in: ids } }, { _id: 1 }).lean<{ _id: string }[]>();
    const known = new Set(there.map(({ _id }) => _id));

    for (const { id: _id, at, until: _, ...about } of mails.filter(({ id }) => !known.has(id))) {
      const dueAt = at > now ? at : now;
      const mail: MailDocument = { _id, ...about, attempts: 0, createdAt: now, progress: { status: 'waiting', dueAt } };
      await this.mails.insertOne(mail).catch(unlessItIsThere);
    }
  }

  /** Claims one mail that is due. However many ask at once, one gets it. */
  async take(now: Date): Promise<StoredMail | undefined> {
    const taken = await this.mails
      .findOneAndUpdate(
        { 'progress.status': { $in: ['waiting', 'sending'] }, 'progress.dueAt': { $lte: now } },
        { $set: { progress: inFlight(now) }, $inc: { attempts: 1 } },
        { sort: { 'progress.dueAt': 1 }, returnDocument: 'after' },
      )
      .lean<MailDocument>();
    return taken === null ? undefined : present(taken);
  }

  /** Only for the attempt that is meant: another one may have begun since. */
  async settle({ id, attempts }: StoredMail, progress: Progress): Promise<void> {
    await this.mails.updateOne({ _id: id, attempts }, { $set: { progress } });
  }

  /** A mail that has failed is tried again, now. Answers whether there was one. */
  async retry(id: string, now: Date): Promise<boolean> {
    const { matchedCount } = await this.mails.updateOne(
      { _id: id, 'progress.status': 'failed' },
      { $set: { progress: { status: 'waiting', dueAt: now } } },
    );
    return matchedCount > 0;
  }

  async get(id: string): Promise<StoredMail | undefined> {
    const found = await this.mails.findById(id).lean<MailDocument>();
    return found === null ? undefined : present(found);
  }

  /** Oldest first. */
  async list(
    status: Progress['status'] | undefined,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<{ mails: StoredMail[]; total: number }> {
    const filter = status === undefined ? {} : { 'progress.status': status };
    const [found, total] = await Promise.all([
      this.mails.find(filter).sort({ createdAt: 1, _id: 1 }).skip(offset).limit(limit).lean<MailDocument[]>(),
      this.mails.countDocuments(filter),
    ]);
    return { mails: found.map(present), total };
  }
}

function present({ _id, ...mail }: MailDocument): StoredMail {
  return { id: _id, ...mail };
}

function unlessItIsThere(error: unknown): void {
  if (!isDuplicateKey(error)) throw error;
}
