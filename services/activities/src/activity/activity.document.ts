import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import type { Activity } from './activity.ts';
import { liveStatuses } from './activity.ts';
import { publicActivity } from './public-activity.ts';
import { samenessOf } from './sameness.ts';

/** What activities are looked up by; what else they hold, activity.ts says. */
const activitySchema = documentSchema<Activity>(
  {
    status: String,
    municipality: String,
    county: String,
    form: String,
    organisers: [String],
    campaigns: [String],
    plannedAt: Date,
  },
  [
    // An activity is there once: of the cancelled ones there may be more.
    [
      { 'foundBy.sameness': 1 },
      { unique: true, partialFilterExpression: { 'state.status': { $in: [...liveStatuses] } } },
    ],
    [{ 'state.campaigns': 1, 'state.plannedAt': 1, _id: 1 }],
    [{ 'state.organisers': 1, 'state.plannedAt': 1, _id: 1 }],
    [{ 'state.municipality': 1, 'state.plannedAt': 1, _id: 1 }],
    [{ 'state.county': 1, 'state.plannedAt': 1, _id: 1 }],
  ],
);

@Injectable()
export class Activities extends DocumentStore<Activity> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Activity>>('Activity', activitySchema, 'activities'), outbox, {
      publicState: publicActivity,
      foundBy: (activity) => ({ sameness: samenessOf(activity) }),
    });
  }
}
