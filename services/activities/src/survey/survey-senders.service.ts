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

interface SurveyKey {
  readonly _id: string;
  readonly key: string;
  readonly expiresAt: Date;
}

/** Somebody who has answered a survey. */
interface SenderDocument {
  readonly _id: string;
  readonly surveyId: string;
  readonly expiresAt: Date;
}

/** How often they have answered it on a day. */
interface SenderDayDocument extends SenderDocument {
  readonly answers: number;
}

const keySchema = new Schema<SurveyKey>({ _id: String, key: String, expiresAt: Date }, { versionKey: false });
keySchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const senderSchema = new Schema<SenderDocument>(
  { _id: String, surveyId: String, expiresAt: Date },
  { versionKey: false },
);
senderSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
senderSchema.index({ surveyId: 1 });

const senderDaySchema = new Schema<SenderDayDocument>(
  { _id: String, surveyId: String, answers: Number, expiresAt: Date },
  { versionKey: false },
);
senderDaySchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
senderDaySchema.index({ surveyId: 1 });

/** Closing erases what is known of senders. Where that was interrupted, the database does it so long after the survey's time. */
const leftForMs = 30 * 24 * 3_600_000;

/**
 * From how many different senders a survey has been answered, and how often one may answer in a day, whichever replica is asked. A
 * sender is known by a keyed hash of where the request came from. Each survey has its own key, which is erased together with the hashes
 * when the survey closes: then they can be traced to nobody, not even by trying all addresses there are. None of it stands beside an answer.
 */
@Injectable()
export class SurveySenders {
  private readonly keys: Model<SurveyKey>;
  private readonly senders: Model<SenderDocument>;
  private readonly days: Model<SenderDayDocument>;
  private readonly most: number;

  constructor(@InjectConnection() connection: Connection, settings: ActivitiesSettings) {
    this.keys = connection.model<SurveyKey>('SurveyKey', keySchema, 'survey-keys');
    this.senders = connection.model<SenderDocument>('SurveySender', senderSchema, 'survey-senders');
    this.days = connection.model<SenderDayDocument>('SurveySenderDay', senderDaySchema, 'survey-sender-days');
    this.most = settings.surveyAnswersPerSender;
  }

  /**
   * Counts one answer more. An answer that cannot be saved after that has been counted all the same. When it is saved, what is answered here
   * is to be called: whoever is known as a sender has answered.
   */
  async admit(
    survey: { readonly id: string; readonly closes: Date },
    sender: string,
    now: Date,
  ): Promise<() => Promise<void>> {
    // Without a limit many are said to answer from one address: nobody can tell them apart.
    if (this.most === 0) return () => Promise.resolve();

    const expiresAt = new Date(survey.closes.getTime() + leftForMs);
    const key = await this.keyOf(survey.id, expiresAt);
    const idOf = (what: string) => createHmac('sha256', key).update(what).digest('base64url');
    if (!(await this.countOnDay(idOf(`${dayOf(now)} ${sender}`), survey.id, endOfDay(now)))) throw this.tooOften(now);

    const known = { surveyId: survey.id, expiresAt };
    return async () => {
      await upsertIf((options) => this.senders.updateOne({ _id: idOf(sender) }, { $setOnInsert: known }, options));
    };
  }

  /** Undefined where nobody can tell them apart. Each has answered by now: whoever reads the answers after it finds one of each. */
  async numberOf(surveyId: string): Promise<number | undefined> {
    return this.most === 0 ? undefined : this.senders.countDocuments({ surveyId });
  }

  async erase(surveyId: string): Promise<void> {
    await this.keys.deleteOne({ _id: surveyId });
    await this.days.deleteMany({ surveyId });
    await this.senders.deleteMany({ surveyId });
  }

  /** False at the limit. */
  private countOnDay(id: string, surveyId: string, expiresAt: Date): Promise<boolean> {
    const withinLimit = { _id: id, answers: { $lt: this.most } };
    const one = { $inc: { answers: 1 }, $setOnInsert: { surveyId, expiresAt } };
    return upsertIf((options) => this.days.updateOne(withinLimit, one, options));
  }

  private tooOften(now: Date): Problem {
    const seconds = Math.ceil((endOfDay(now).getTime() - now.getTime()) / 1000);
    return new Problem(
      429,
      'answered-too-often',
      `The survey can be answered ${this.most} times a day from one address. Try again tomorrow.`,
      { headers: { 'retry-after': String(seconds) } },
    );
  }

  private async keyOf(id: string, expiresAt: Date): Promise<string> {
    const known = await this.keys.findById(id).lean<SurveyKey>();
    if (known) return known.key;

    const proposal = { key: randomBytes(32).toString('base64'), expiresAt };
    await this.keys.insertOne({ _id: id, ...proposal }).catch((error: unknown) => {
      // Another request was first; its key holds for all.
      if (!isDuplicateKey(error)) throw error;
    });
    const { key } = await this.keys.findById(id).orFail().lean<SurveyKey>();
    return key;
  }
}
