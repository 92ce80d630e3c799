import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { ActivityData } from '@kraftsamling/contracts';
import { Replica } from '@kraftsamling/messaging';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';

/** What activities are looked up by; what else they hold, their contract says. */
const activitySchema = new Schema(
  { _id: String, data: new Schema({ campaigns: [String], status: String, municipality: String }, { _id: false }) },
  { versionKey: false },
).index({ 'data.campaigns': 1, 'data.status': 1, 'data.municipality': 1 });

/** The activities, for what they cover. */
@Injectable()
export class Activities extends Replica<ActivityData> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection, 'activities', 'activities.activity');
    connection.model('Activity', activitySchema, 'activities');
  }

  /** The municipalities in which something of a campaign stands, or stood, in the programme. */
  async covered(campaignId: string): Promise<ReadonlySet<string>> {
    const found = await this.documents.distinct('data.municipality', {
      'data.campaigns': campaignId,
      'data.status': { $in: ['published', 'reported'] },
    } as object);
    return new Set(found as string[]);
  }

  /** Those of these activities that do not take place after all. */
  async cancelled(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const known = await this.known(ids);
    return new Set([...known].flatMap(([id, { status }]) => (status === 'cancelled' ? [id] : [])));
  }
}
