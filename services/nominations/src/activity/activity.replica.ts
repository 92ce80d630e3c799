import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { ActivityData } from '@kraftsamling/contracts';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import { CommonWork } from '../conflict/common-work.replica.ts';

/** What is kept of an activity: what it is called, and who organises it. That it was cancelled does not undo that they planned it together. */
export type KnownActivity = Pick<ActivityData, 'title' | 'organisers'>;

const activitySchema = new Schema(
  { _id: String, data: new Schema({ organisers: [String] }, { _id: false }) },
  { versionKey: false },
).index({ 'data.organisers': 1 });

/** Which organisations have held an activity together. */
@Injectable()
export class Activities extends CommonWork<KnownActivity> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection, 'activities', { aggregate: 'activities.activity', kind: 'activity', field: 'data.organisers' });
    connection.model('Activity', activitySchema, 'activities');
  }
}
