import { collectionOf, databaseTimeIn, hasPassed, isDuplicateKey, Refusal } from '@kraftsamling/messaging';
import { Schema } from 'mongoose';
import type { ClientSession, Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { inFlightForMs } from './delivery.ts';
import type { Delivery, Progress } from './delivery.ts';

/** A mail as it lies in the queue. It holds no address and no text, only what it is about: both are looked up when it is sent. */
export type QueuedMail<About> = About &
  Delivery & {
    readonly id: string;
    /** The mail that this one sends once more. */
    readonly again?: string;
  };

/** Its fields beside these are those of what it is about, which only the service knows. */
interface MailDocument extends Delivery {
  readonly _id: string;
  /** It was sent, and that is not on record yet outside of this database. */
  readonly unrecorded?: true;
  readonly again?: string;
}

const mailSchema = new Schema<MailDocument>({ _id: String }, { versionKey: false, strict: false });
mailSchema.index({ 'progress.status': 1, 'progress.dueAt': 1 });
mailSchema.index({ unrecorded: 1 }, { sparse: true });

export interface PutOptions {
  /** What has not happened yet by this clock waits until it has. */
  readonly dueAt?: Date | undefined;
  /** Puts it in if the transaction is committed, and ends the transaction if it has been put in before. */
  readonly session?: ClientSession | undefined;
  /** The mail that it sends once more. */
  readonly again?: string | undefined;
}

/** The outgoing mail of a service. No other service needs to know of it, so it has no events. */
export abstract class MailQueue<About extends object> {
  constructor(private readonly connection: Connection) {
    connection.model<MailDocument>('Mail', mailSchema, 'mails');
  }

  /** Puts a mail in, unless it has been put in before: its id says what it is. */
  protected async put(id: string, about: About, now: Date, { dueAt, session, again }: PutOptions = {}): Promise<void> {
    const progress: Progress = { status: 'waiting', dueAt: dueAt !== undefined && dueAt > now ? dueAt : now };
    const mail: MailDocument = {
      _id: id,
      ...about,
      ...(again !== undefined && { again }),
      attempts: 0,
      createdAt: now,
      progress,
    };
    const put = this.documents.insertOne(mail, { ignoreUndefined: true, ...(session && { session }) });
    await (session ? put : put.catch(unlessItIsThere));
  }

  /** Which of these have been put in, and have come so far. */
  protected async known(ids: readonly string[], status?: Progress['status']): Promise<ReadonlySet<string>> {
    const filter = { _id: { $in: [...ids] }, ...(status !== undefined && { 'progress.status': status }) };
    const found = await this.documents.find(filter, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  /**
   * Claims one mail that is due. However many ask at once, one gets it; and whether an attempt has died goes by the database's clock.
   */
  async take(now: Date): Promise<QueuedMail<About> | undefined> {
    const due = { 'progress.status': 'waiting', 'progress.dueAt': { $lte: now } };
    const abandoned = { 'progress.status': 'sending', ...hasPassed('progress.dueAt') };
    const inFlight = { status: 'sending', dueAt: databaseTimeIn(inFlightForMs) };
    const taken = await this.documents.findOneAndUpdate(
      { $or: [due, abandoned] },
      [{ $set: { progress: inFlight, attempts: { $add: ['$attempts', 1] } } }],
      { sort: { 'progress.dueAt': 1 }, returnDocument: 'after' },
    );
    return taken === null ? undefined : present(taken);
  }

  /** Only for the attempt that is meant: another one may have begun since. */
  async settle(
    { id, attempts }: QueuedMail<About>,
    progress: Progress,
    { unrecorded = false }: { readonly unrecorded?: boolean } = {},
  ): Promise<void> {
    await this.documents.updateOne(
      { _id: id, attempts },
      { $set: { progress, ...(unrecorded && { unrecorded: true as const }) } },
    );
  }

  /** The ids of some that were sent while that could not be put on record. */
  async unrecorded(): Promise<string[]> {
    const found = await this.documents
      .find({ unrecorded: true }, { projection: { _id: 1 } })
      .limit(20)
      .toArray();
    return found.map(({ _id }) => _id);
  }

  async recorded(id: string): Promise<void> {
    await this.documents.updateOne({ _id: id }, { $unset: { unrecorded: true } });
  }

  /**
   * A mail that has failed is tried again, now. One that was sent goes out once more as another mail: what was sent is on record, and is never sent
   * again under its id. Both go to the address that holds now.
   */
  async dispatch(id: string, now: Date): Promise<QueuedMail<About>> {
    const progress: Progress = { status: 'waiting', dueAt: now };
    const failed = { _id: id, 'progress.status': 'failed' } as const;
    const retried = await this.documents.findOneAndUpdate(failed, { $set: { progress } }, { returnDocument: 'after' });
    if (retried !== null) return present(retried);

    const mail = await this.documents.findOne({ _id: id });
    if (mail === null) throw new Refusal('not-found', 'There is no mail with this id.', 'not-found');
    if (mail.progress.status !== 'sent') throw new Refusal('mail-on-its-way', 'The mail is on its way already.');

    const { _id, unrecorded: _, again: original = _id, ...about } = mail;
    const once = { ...about, _id: `${original}.${uuid()}`, again: original, attempts: 0, createdAt: now, progress };
    await this.documents.insertOne(once);
    return present(once);
  }

  /** Oldest first. */
  async list(
    status: Progress['status'] | undefined,
    { offset, limit }: { readonly offset: number; readonly limit: number },
  ): Promise<{ mails: QueuedMail<About>[]; total: number }> {
    const filter = status === undefined ? {} : { 'progress.status': status };
    const [found, total] = await Promise.all([
      this.documents.find(filter).sort({ createdAt: 1, _id: 1 }).skip(offset).limit(limit).toArray(),
      this.documents.countDocuments(filter),
    ]);
    return { mails: found.map((mail) => present<About>(mail)), total };
  }

  private get documents() {
    return collectionOf<MailDocument>(this.connection, 'mails');
  }
}

function present<About>({ _id, unrecorded: _, ...mail }: MailDocument): QueuedMail<About> {
  return { id: _id, ...mail } as QueuedMail<About>;
}

function unlessItIsThere(error: unknown): void {
  if (!isDuplicateKey(error)) throw error;
}
