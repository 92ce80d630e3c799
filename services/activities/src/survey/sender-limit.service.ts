import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Problem } from '@kraftsamling/service';
import { isDuplicateKey, upsertIf } from '@kraftsamling/messaging';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { ActivitiesSettings } from '../activities.settings.ts';
import { endOfDay } from '../activity/time.ts';

interface DayKey {
  readonly _id: string;
  readonly key: string;
  readonly expiresAt: Date;
}

interface SenderDocument {
  readonly _id: string;
  readonly answers: number;
  readonly expiresAt: Date;
}

const dayKeySchema = new Schema<DayKey>({ _id: String, key: String, expiresAt: Date }, { versionKey: false });
dayKeySchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const senderSchema = new Schema<SenderDocument>(
  { _id: String, answers: Number, expiresAt: Date },
  { versionKey: false },
);
senderSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/**
 * How often one sender may answer a survey in a day, whichever replica is asked. A sender is known by a keyed hash of where the
 * request came from. Each survey has its own key for each day; when the day is over the key is deleted, and what is left of a sender
 * can be traced to nobody, not even by trying all addresses there are. None of it stands beside an answer.
 */
@Injectable()
export class SenderLimit {
  private readonly keys: Model<DayKey>;
  private readonly senders: Model<SenderDocument>;
  private readonly most: number;

  constructor(@InjectConnection() connection: Connection, settings: ActivitiesSettings) {
    this.keys = connection.model<DayKey>('SurveyDayKey', dayKeySchema, 'survey-day-keys');
    this.senders = connection.model<SenderDocument>('SurveySender', senderSchema, 'survey-senders');
    this.most = settings.surveyAnswersPerSender;
  }

  /** Counts one answer more. An answer that cannot be saved after that has been counted all the same. */
  async count(surveyId: string, sender: string, now: Date): Promise<void> {
    if (this.most === 0) return;

    const expiresAt = endOfDay(now);
    const key = await this.keyOf(`${surveyId}/${dayOf(now)}`, expiresAt);
    const id = createHmac('sha256', key).update(sender).digest('base64url');
    if (await this.countOne(id, expiresAt)) return;

    const seconds = Math.ceil((expiresAt.getTime() - now.getTime()) / 1000);
    throw new Problem(
      429,
      'answered-too-often',
      `The survey can be answered ${this.most} times a day from one address. Try again tomorrow.`,
      { headers: { 'retry-after': String(seconds) } },
    );
  }

  /** False at the limit. */
  private countOne(id: string, expiresAt: Date): Promise<boolean> {
    const withinLimit = { _id: id, answers: { $lt: this.most } };
    const one = { $inc: { answers: 1 }, $setOnInsert: { expiresAt } };
    return upsertIf((options) => this.senders.updateOne(withinLimit, one, options));
  }

  private async keyOf(id: string, expiresAt: Date): Promise<string> {
    const known = await this.keys.findById(id).lean<DayKey>();
    if (known) return known.key;

    const proposal = { key: randomBytes(32).toString('base64'), expiresAt };
    await this.keys.insertOne({ _id: id, ...proposal }).catch((error: unknown) => {
      // Another request was first; its key holds for all.
      if (!isDuplicateKey(error)) throw error;
    });
    const { key } = await this.keys.findById(id).orFail().lean<DayKey>();
    return key;
  }
}
