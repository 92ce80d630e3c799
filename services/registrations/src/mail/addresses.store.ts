import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { upsertIf } from '@kraftsamling/messaging';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { RegistrationsSettings } from '../registrations.settings.ts';
import { pseudonymOf } from './address-pseudonym.ts';

/** To whom a stranger has made us write. */
interface WrittenTo {
  /** A keyed hash of the address. */
  readonly _id: string;
  readonly mailId: string;
  readonly at: Date;
}

const minuteMs = 60_000;
const daySeconds = 86_400;

const schema = new Schema<WrittenTo>({ _id: String, mailId: String, at: Date }, { versionKey: false });
schema.index({ at: 1 }, { expireAfterSeconds: daySeconds });

/** A stranger may give anybody's address: one mail an hour goes there, however many registrations name it. */
@Injectable()
export class Addresses {
  private readonly writtenTo: Model<WrittenTo>;

  constructor(
    @InjectConnection() connection: Connection,
    private readonly settings: RegistrationsSettings,
  ) {
    this.writtenTo = connection.model<WrittenTo>('WrittenTo', schema, 'written-to');
  }

  /** Whether this mail may go to the address now. However many ask at once, one may; and that one also when it is sent once more. */
  async claim(email: string, mailId: string, now: Date): Promise<boolean> {
    const { strangersMailMinutes } = this.settings;
    if (strangersMailMinutes === 0) return true;
    const _id = pseudonymOf(email, this.settings.linkKey);
    const longAgo = new Date(now.getTime() - strangersMailMinutes * minuteMs);
    const mayBeWrittenTo = { _id, $or: [{ mailId }, { at: { $lte: longAgo } }] };
    return upsertIf((options) => this.writtenTo.updateOne(mayBeWrittenTo, { $set: { mailId, at: now } }, options));
  }
}
