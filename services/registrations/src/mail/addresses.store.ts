import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { isDuplicateKey } from '@kraftsamling/messaging';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { RegistrationsSettings } from '../registrations.settings.ts';

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
    const _id = createHmac('sha256', this.settings.linkKey).update(email.toLowerCase()).digest('base64url');
    const longAgo = new Date(now.getTime() - strangersMailMinutes * minuteMs);
    try {
      await this.writtenTo.updateOne(
        { _id, $or: [{ mailId }, { at: { $lte: longAgo } }] },
        { $set: { mailId, at: now } },
        { upsert: true },
      );
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
